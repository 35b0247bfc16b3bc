//! Holding a text against a pattern: the sets of places that each part can lead to, so that no pattern
//! takes long, whatever the text.

use super::parse::Node;
use std::collections::BTreeSet;

/// Whether the whole text fits.
pub(super) fn fits(node: &Node, text: &str) -> bool {
    // Most patterns are one set, repeated: no need to keep places.
    if let Node::Repeat { node, least, most: None } = node
        && let Node::One(class) = node.as_ref()
    {
        return text.chars().all(|c| class.has(c)) && text.chars().take(*least).count() == *least;
    }
    ends(node, text, &BTreeSet::from([0])).contains(&text.len())
}

/// Where a part can end that begins at one of these places.
fn ends(node: &Node, text: &str, starts: &BTreeSet<usize>) -> BTreeSet<usize> {
    let those = |fits: &dyn Fn(usize) -> bool| starts.iter().copied().filter(|at| fits(*at)).collect();
    match node {
        Node::One(class) => {
            let step = |at: &usize| {
                let c = text.get(*at..)?.chars().next()?;
                class.has(c).then(|| at + c.len_utf8())
            };
            starts.iter().filter_map(step).collect()
        }
        Node::Sequence(nodes) => nodes.iter().fold(starts.clone(), |places, node| ends(node, text, &places)),
        Node::Choice(nodes) => nodes.iter().flat_map(|node| ends(node, text, starts)).collect(),
        Node::Repeat { node, least, most } => repeat(node, *least, *most, text, starts),
        Node::Start => those(&|at| at == 0),
        Node::End => those(&|at| at == text.len()),
        Node::Ahead { node, wanted } => {
            those(&|at| ends(node, text, &BTreeSet::from([at])).is_empty() != *wanted)
        }
    }
}

fn repeat(
    node: &Node,
    least: usize,
    most: Option<usize>,
    text: &str,
    starts: &BTreeSet<usize>,
) -> BTreeSet<usize> {
    let mut places = starts.clone();
    for _ in 0..least {
        places = ends(node, text, &places);
    }
    let mut all = places.clone();
    for _ in least..most.unwrap_or(usize::MAX) {
        // A place that was reached before leads nowhere new.
        places = ends(node, text, &places).difference(&all).copied().collect();
        if places.is_empty() {
            break;
        }
        all.extend(&places);
    }
    all
}
