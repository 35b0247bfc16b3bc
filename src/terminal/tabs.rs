//! The terminal's tabs: several shells, those on one machine with the same files.

use super::Terminal;
use cloud::Credentials;
use serde::{Deserialize, Serialize};
use shell::{Dialect, Files, Place, Shell};

/// The most tabs.
pub const MOST_TABS: usize = 8;
/// The longest name of a tab, in characters.
pub const LONGEST_NAME: usize = 32;

/// The tabs, one of them in front. There is always one.
#[derive(Clone, Serialize, Deserialize)]
pub struct Terminals {
    tabs: Vec<Terminal>,
    /// Which one is in front.
    current: usize,
    /// The number of the next tab.
    next: u32,
    /// The files of machines that no tab is on any more.
    left: Vec<(Place, Files)>,
    /// Counts what may have changed the files of a machine.
    #[serde(skip)]
    changes: u64,
}

impl Terminals {
    /// One tab.
    #[must_use]
    pub fn of(shell: Shell) -> Self {
        Self { tabs: vec![Terminal::new(0, shell)], current: 0, next: 1, left: Vec::new(), changes: 0 }
    }

    /// All of them, in order.
    #[must_use]
    pub fn tabs(&self) -> &[Terminal] {
        &self.tabs
    }

    /// The place of the one in front.
    #[must_use]
    pub fn position(&self) -> usize {
        self.current
    }

    /// The one in front.
    #[must_use]
    pub fn current(&self) -> &Terminal {
        &self.tabs[self.current]
    }

    /// The one in front, to be changed. Follow it by [`Terminals::settle`] if a command may have run.
    pub fn current_mut(&mut self) -> &mut Terminal {
        &mut self.tabs[self.current]
    }

    /// Lets the other tabs on the same machine see what the one in front did to its files.
    pub fn settle(&mut self) {
        self.changes += 1;
        let (place, files) = (self.current().shell.place().clone(), self.current().shell.files().clone());
        for (index, tab) in self.tabs.iter_mut().enumerate() {
            if index != self.current {
                tab.shell.share(&place, &files);
            }
        }
    }

    /// Differs whenever files may have changed in between.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// The files of each machine.
    #[must_use]
    pub fn files(&self) -> Vec<&Files> {
        let first = |index: &usize| {
            let place = self.tabs[*index].shell.place();
            self.tabs[..*index].iter().all(|tab| !tab.shell.place().is_same_machine(place))
        };
        let used = (0..self.tabs.len()).filter(first).map(|index| self.tabs[index].shell.files());
        used.chain(self.left.iter().map(|(_, files)| files)).collect()
    }

    /// Whether there is room for one more.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.tabs.len() < MOST_TABS
    }

    /// Opens one and brings it to the front. Does nothing where there is no room.
    pub fn open(&mut self, place: Place, dialect: Dialect) {
        if !self.has_room() {
            return;
        }
        let mut shell = Shell::at(place.clone(), dialect);
        let neighbour = self.tabs.iter().rev().find(|tab| tab.shell.place().is_same_machine(&place));
        if let Some(neighbour) = neighbour {
            *shell.files_mut() = neighbour.shell.files().clone();
            // As bash reads its history file.
            shell.take_history(neighbour.shell.history());
        } else if let Some(at) = self.left.iter().position(|(left, _)| left.is_same_machine(&place)) {
            *shell.files_mut() = self.left.remove(at).1;
        }
        self.tabs.push(Terminal::new(self.next, shell));
        self.next += 1;
        self.current = self.tabs.len() - 1;
    }

    /// Closes the one in front; the last one stays. Its machine keeps its files.
    pub fn close(&mut self) {
        if self.tabs.len() == 1 {
            return;
        }
        let closed = self.tabs.remove(self.current);
        let place = closed.shell.place();
        if !self.tabs.iter().any(|tab| tab.shell.place().is_same_machine(place)) {
            self.left.push((place.clone(), closed.shell.files().clone()));
        }
        self.current = self.current.min(self.tabs.len() - 1);
    }

    /// Brings one to the front.
    pub fn choose(&mut self, position: usize) {
        self.current = position.min(self.tabs.len() - 1);
    }

    /// Names the one in front; an empty name gives it its usual one back.
    pub fn rename(&mut self, name: &str) {
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        self.current_mut().name = Some(name).filter(|name| !name.is_empty());
    }

    /// What a tab is called: its name, or what it runs, with a number where several run the same.
    #[must_use]
    pub fn title(&self, position: usize) -> String {
        let Some(tab) = self.tabs.get(position) else { return String::new() };
        if let Some(name) = &tab.name {
            return name.clone();
        }
        let kind = kind(tab);
        let before = self.tabs[..position].iter().filter(|tab| tab.name.is_none() && self::kind(tab) == kind);
        match before.count() {
            0 => kind,
            before => format!("{kind} {}", before + 1),
        }
    }

    /// Tells the tabs in CloudShell who is signed in to the console.
    pub fn sign_in(&mut self, credentials: &Credentials) {
        for tab in &mut self.tabs {
            tab.shell.sign_in(credentials.clone());
        }
    }

    /// As it is saved: the files of each machine once.
    #[must_use]
    pub fn to_save(&self) -> Self {
        let mut saved = self.clone();
        for index in 1..saved.tabs.len() {
            let (before, tabs) = saved.tabs.split_at_mut(index);
            if before.iter().any(|tab| tab.shell.place().is_same_machine(tabs[0].shell.place())) {
                *tabs[0].shell.files_mut() = Files::new();
            }
        }
        saved
    }

    /// As it was before it was saved. `None` if there is no tab in it.
    #[must_use]
    pub fn resumed(mut self) -> Option<Self> {
        for index in 1..self.tabs.len() {
            let (before, tabs) = self.tabs.split_at_mut(index);
            let tab = &mut tabs[0].shell;
            if let Some(first) = before.iter().find(|first| first.shell.place().is_same_machine(tab.place()))
            {
                *tab.files_mut() = first.shell.files().clone();
            }
        }
        self.current = self.current.min(self.tabs.len().checked_sub(1)?);
        Some(self)
    }
}

fn kind(tab: &Terminal) -> String {
    match tab.shell.place() {
        Place::Laptop if tab.shell.dialect() == Dialect::PowerShell => "PowerShell".to_owned(),
        Place::Laptop => "bash".to_owned(),
        Place::CloudShell(_) => "CloudShell".to_owned(),
        Place::Workload(workload) => workload.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(tabs: &mut Terminals, text: &str) {
        let now = cloud::Timestamp(1);
        let files = tabs.current_mut().shell.files_mut();
        files.put("/tmp/note", text.as_bytes(), now).unwrap();
        tabs.settle();
    }

    fn note(tabs: &Terminals) -> Option<String> {
        tabs.current().shell.files().read_text("/tmp/note").ok()
    }

    fn cloud_shell() -> Place {
        Place::CloudShell(Credentials {
            access_key_id: "ASIA".to_owned(),
            secret_access_key: "x".to_owned(),
            session_token: None,
        })
    }

    #[test]
    fn a_machine_has_one_file_system_and_each_tab_its_own_variables() {
        let mut tabs = Terminals::of(Shell::new(Dialect::Bash));
        write(&mut tabs, "one");
        tabs.current_mut().shell.set_env("A", "1");
        tabs.open(Place::Laptop, Dialect::PowerShell);
        assert_eq!(note(&tabs).as_deref(), Some("one"));
        assert_eq!(tabs.current().shell.env("A"), None);
        write(&mut tabs, "two");
        tabs.open(cloud_shell(), Dialect::Bash);
        assert_eq!(note(&tabs), None);
        write(&mut tabs, "three");
        tabs.choose(0);
        assert_eq!((note(&tabs).as_deref(), tabs.files().len()), (Some("two"), 2));
        assert_eq!(tabs.current().shell.env("A"), Some("1"));
    }

    #[test]
    fn what_was_closed_keeps_its_files_and_the_last_tab_stays() {
        let mut tabs = Terminals::of(Shell::new(Dialect::Bash));
        tabs.open(cloud_shell(), Dialect::Bash);
        write(&mut tabs, "kept");
        tabs.close();
        tabs.close();
        assert_eq!((tabs.tabs().len(), tabs.files().len()), (1, 2));
        tabs.open(cloud_shell(), Dialect::Bash);
        assert_eq!((note(&tabs).as_deref(), tabs.files().len()), (Some("kept"), 2));
        for _ in 0..MOST_TABS {
            tabs.open(Place::Laptop, Dialect::Bash);
        }
        assert_eq!(tabs.tabs().len(), MOST_TABS);
    }

    #[test]
    fn titles_say_what_runs_and_differ() {
        let mut tabs = Terminals::of(Shell::new(Dialect::Bash));
        tabs.open(Place::Laptop, Dialect::PowerShell);
        tabs.open(Place::Laptop, Dialect::Bash);
        tabs.open(cloud_shell(), Dialect::Bash);
        let titles: Vec<String> = (0..4).map(|at| tabs.title(at)).collect();
        assert_eq!(titles, ["bash", "PowerShell", "bash 2", "CloudShell"]);
        tabs.rename(&"é".repeat(50));
        assert_eq!(tabs.title(3).chars().count(), LONGEST_NAME);
        tabs.rename("  ");
        assert_eq!(tabs.title(3), "CloudShell");
    }

    #[test]
    fn tabs_are_saved_with_the_files_of_each_machine_once() {
        let mut tabs = Terminals::of(Shell::new(Dialect::Bash));
        tabs.open(Place::Laptop, Dialect::Bash);
        tabs.rename("work");
        write(&mut tabs, "only once");
        let saved = serde_json::to_string(&tabs.to_save()).unwrap();
        assert_eq!(saved.matches("only once").count(), 1);
        let read: Terminals = serde_json::from_str(&saved).unwrap();
        let tabs = read.resumed().unwrap();
        assert_eq!((tabs.title(1).as_str(), tabs.position(), tabs.tabs().len()), ("work", 1, 2));
        assert_eq!(note(&tabs).as_deref(), Some("only once"));
        let none = saved.replace("\"current\":1", "\"current\":77");
        let read: Terminals = serde_json::from_str(&none).unwrap();
        assert_eq!(read.resumed().unwrap().position(), 1);
    }
}
