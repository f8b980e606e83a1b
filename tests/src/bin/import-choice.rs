//! Says which files of googleapis cover all that its files say: those in the folders that are named on the command line, and the
//! fewest more. So the files of the suite "Google Cloud" were found.

use anyhow::{Context, Result};
use tests::import::{Chosen, SUITES, choice};

fn main() -> Result<()> {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let all = SUITES.iter().find(|suite| suite.name == "googleapis").context("there is no such suite")?;
    let choice = choice(all, &named)?;
    let mut sum = 0;
    for Chosen { file, messages, brings } in choice.chosen {
        sum += messages;
        println!("{file} ({messages}, {sum})");
        brings.iter().for_each(|construct| println!("    {construct}"));
    }
    println!("missing:");
    choice.missing.iter().for_each(|construct| println!("    {construct}"));
    Ok(())
}
