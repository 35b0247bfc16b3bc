//! `Null`: whether the request has the key at all.

/// Which of absence and presence the policy accepts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Presence {
    absent: bool,
    present: bool,
}

impl Presence {
    /// `true` accepts absence, `false` presence; both may be listed.
    pub(super) fn compile<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut presence = Self { absent: false, present: false };
        for text in texts {
            presence.absent |= text.eq_ignore_ascii_case("true");
            presence.present |= text.eq_ignore_ascii_case("false");
        }
        presence
    }

    pub(super) const fn holds(self, is_absent: bool) -> bool {
        if is_absent { self.absent } else { self.present }
    }
}
