//! The program: hands the command line on and ends with its exit code.

fn main() -> std::process::ExitCode {
    // With the signal taken, a file that may not grow answers as a full disk does, and the store says so.
    let taken = std::sync::Arc::default();
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, taken);
    stegvis::cli::run(std::env::args_os().collect())
}
