//! `cargo xtask build`: Trunk builds both wasm binaries, [`crate::pack`] makes one file of them.
//!
//! Does not: pack by itself; Trunk calls `cargo xtask pack` as its hook.

use crate::run::{program, run, say};
use crate::{Outcome, house, setup};

/// Builds `dist/squall.html`; with `--dev` quickly, large and slow in use.
pub fn build(arguments: &[String]) -> Outcome {
    let dev = match arguments {
        [] => false,
        [flag] if flag == "--dev" => true,
        _ => return Err("the only argument is --dev".to_owned()),
    };
    setup::page_tools()?;
    setup::npm()?;
    say("The page: both wasm binaries, then one file (some minutes the first time)");
    let mut trunk = program("trunk", &["build", "--color=never"]);
    if !dev {
        trunk.arg("--release");
    }
    // Trunk reads this variable as a flag with a value of its own.
    trunk.env_remove("NO_COLOR");
    run(trunk)?;
    println!("\n{}", house::artifact().display());
    Ok(())
}
