//! The walk across the rooms: answers to the guiding questions, acceptances of what the checks found, steps that
//! are declared done, and the documents that records refer to.

pub mod records;
