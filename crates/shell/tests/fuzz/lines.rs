//! Any bytes typed into a terminal: no panic, and output, files and time within their bounds.

use std::sync::LazyLock;

use cloud::Glimpse;
use shell::{Dialect, Next, Shell};

use crate::support::Terminal;

/// What one line may print, with the note that the rest was cut.
const MOST_OUTPUT: usize = 9 << 20;
/// Lines of one input; more would only take longer.
const MOST_LINES: usize = 30;

/// A terminal of each shell, each on a world of its own, as it begins.
static TERMINALS: LazyLock<[Terminal; 2]> = LazyLock::new(|| {
    [Dialect::Bash, Dialect::PowerShell].map(|dialect| {
        let mut terminal = Terminal::new(dialect);
        for line in [
            "aws iam create-user --user-name ann",
            "aws s3 mb s3://photos",
            "aws s3 cp .aws/config s3://photos/a/b",
        ] {
            terminal.line(line);
        }
        terminal
    })
});

/// The first byte chooses the shell, the others are typed, each line completed before it runs.
pub fn run(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let mut terminal = TERMINALS[usize::from(first % 2)].clone();
    let text = String::from_utf8_lossy(rest);
    for line in text.split('\n').take(MOST_LINES) {
        type_line(&mut terminal, line);
    }
    let saved = serde_json::to_string(&terminal.shell).expect("a shell can be saved");
    serde_json::from_str::<Shell>(&saved).expect("what was saved can be read");
}

fn type_line(terminal: &mut Terminal, line: &str) {
    let mut glimpse = Glimpse::of(terminal.cloud.history.world(), terminal.cloud.now);
    let middle = line.char_indices().map(|(at, _)| at).find(|at| *at >= line.len() / 2);
    for cursor in [middle.unwrap_or(0), line.len()] {
        for completion in terminal.shell.complete(line, cursor, &mut glimpse) {
            assert!(line.is_char_boundary(completion.start) && completion.start <= cursor);
        }
    }
    let _ = (terminal.shell.hint(line), terminal.shell.prompt());
    let mut ran = terminal.line(line);
    for _ in 0..4 {
        assert!(ran.output.iter().map(|chunk| chunk.text.len()).sum::<usize>() < MOST_OUTPUT);
        match ran.next {
            Next::Ask { .. } => ran = terminal.shell.answer("123456", &mut terminal.cloud),
            _ => return,
        }
    }
    terminal.shell.interrupt();
}
