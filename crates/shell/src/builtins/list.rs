//! `ls`.

use super::file_commands::options;
use crate::files::{self, FileError};
use crate::process::{Outcome, Process};
use cloud::Timestamp;

struct Item {
    name: String,
    directory: bool,
    size: usize,
    modified: Timestamp,
    private: bool,
}

pub(super) fn ls(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "ls", "laA1RhtdF", arguments);
    let long = parsed.has('l');
    let hidden = parsed.has('a') || parsed.has('A');
    let one = parsed.has('1') || !p.terminal;
    let names = if parsed.rest.is_empty() { vec![".".to_owned()] } else { parsed.rest.clone() };
    let (mut plain, mut directories, mut status) = (Vec::new(), Vec::new(), 0);
    for name in names {
        let path = p.state.path(&name);
        match p.state.files.entry(&path) {
            None => {
                p.error(format!("ls: cannot access '{name}': {}\n", FileError::NotFound));
                status = 2;
            }
            Some(entry) if entry.content.is_some() || parsed.has('d') => plain.push(item(p, &path, name)),
            Some(_) => directories.push((name, path)),
        }
    }
    let headed = parsed.has('R') || directories.len() + plain.len() > 1;
    let mut text = show(&plain, p.state.place.user(), long, one);
    while !directories.is_empty() {
        let (name, path) = directories.remove(0);
        if headed {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{name}:\n"));
        }
        let inside: Vec<String> = p
            .state
            .files
            .list(&path)
            .map(|(n, _)| n.to_owned())
            .filter(|n| hidden || !n.starts_with('.'))
            .collect();
        let items: Vec<Item> = inside.iter().map(|n| item(p, &files::join(&path, n), n.clone())).collect();
        if long {
            text.push_str(&format!(
                "total {}\n",
                items.iter().map(|i| i.size.div_ceil(4_096) * 4).sum::<usize>()
            ));
        }
        text.push_str(&show(&items, p.state.place.user(), long, one));
        if parsed.has('R') {
            let deeper = items.iter().filter(|i| i.directory);
            let deeper: Vec<_> =
                deeper.map(|i| (format!("{name}/{}", i.name), files::join(&path, &i.name))).collect();
            directories.splice(0..0, deeper);
        }
    }
    p.print(text);
    Ok(status)
}

fn item(p: &Process<'_>, path: &str, name: String) -> Item {
    let entry = p.state.files.entry(path);
    let content = entry.and_then(|e| e.content.as_ref());
    Item {
        name,
        directory: content.is_none(),
        size: content.map_or(4_096, |c| c.0.len()),
        modified: entry.map_or(Timestamp(0), |e| e.modified),
        private: entry.is_some_and(|e| e.private),
    }
}

fn show(items: &[Item], user: &str, long: bool, one: bool) -> String {
    if long {
        let width = items.iter().map(|i| i.size.to_string().len()).max().unwrap_or(0);
        return items.iter().map(|i| long_line(i, user, width)).collect();
    }
    if one {
        return items.iter().map(|i| format!("{}\n", i.name)).collect();
    }
    let names: Vec<&str> = items.iter().map(|i| i.name.as_str()).collect();
    columns(&names)
}

/// Names in columns as wide as a terminal of 80 characters takes them, filled from the top.
fn columns(names: &[&str]) -> String {
    const WIDTH: usize = 80;
    if names.is_empty() {
        return String::new();
    }
    let width = |n: &&str| n.chars().count() + 2;
    let rows = (1..=names.len())
        .find(|rows| {
            names.chunks(*rows).map(|c| c.iter().map(width).max().unwrap_or(0)).sum::<usize>() <= WIDTH + 2
        })
        .unwrap_or(names.len());
    let widths: Vec<usize> = names.chunks(rows).map(|c| c.iter().map(width).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for row in 0..rows {
        let cells =
            names.chunks(rows).zip(&widths).filter_map(|(c, w)| c.get(row).map(|n| format!("{n:<w$}")));
        text.push_str(cells.collect::<String>().trim_end());
        text.push('\n');
    }
    text
}

fn long_line(item: &Item, user: &str, width: usize) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mode = match (item.directory, item.private) {
        (true, _) => "drwxr-xr-x",
        (false, true) => "-rw-------",
        (false, false) => "-rw-r--r--",
    };
    let (_, month, day, hour, minute, _) = item.modified.parts();
    let month = usize::try_from(month - 1).ok().and_then(|m| MONTHS.get(m)).copied().unwrap_or("Jan");
    format!(
        "{mode} 1 {user} {user} {:>width$} {month} {day:>2} {hour:02}:{minute:02} {}\n",
        item.size, item.name
    )
}

/// What `Get-ChildItem` shows of a directory.
pub(super) fn powershell_listing(p: &Process<'_>, path: &str) -> String {
    let mut text = format!("\n    Directory: {}\n\n", p.state.shown(path));
    text.push_str("Mode                 LastWriteTime         Length Name\n");
    text.push_str("----                 -------------         ------ ----\n");
    let names: Vec<String> = p.state.files.list(path).map(|(n, _)| n.to_owned()).collect();
    for name in names {
        let item = item(p, &files::join(path, &name), name);
        let (y, mo, d, h, mi, _) = item.modified.parts();
        let (half, hour) = (if h < 12 { "AM" } else { "PM" }, if h % 12 == 0 { 12 } else { h % 12 });
        let when = format!("{:>10}     {:>5} {half}", format!("{mo}/{d}/{y}"), format!("{hour}:{mi:02}"));
        let length = if item.directory { String::new() } else { item.size.to_string() };
        let mode = if item.directory { "d----" } else { "-a---" };
        text.push_str(&format!("{mode:<13}{when:>26}{length:>15} {}\n", item.name));
    }
    text
}
