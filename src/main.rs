//! The program: hands the command line on and ends with its exit code.

fn main() -> std::process::ExitCode {
    stegvis::cli::run(std::env::args_os().collect())
}
