//! "Show as CLI": what a form does, as commands.

use super::{CopyButton, cli_command};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`ShowCli`].
#[derive(Properties, PartialEq)]
pub struct ShowCliProps {
    /// The calls that the form would make now.
    pub calls: Vec<Call>,
}

/// The AWS CLI commands that do the same as the form it stands in, to open and copy.
#[component]
pub fn ShowCli(props: &ShowCliProps) -> Html {
    let commands: Vec<String> = props.calls.iter().map(cli_command::command).collect();
    let text = commands.join("\n");
    let files: Vec<String> = props.calls.iter().filter_map(cli_command::body_file).collect();
    html! {
        <details class="show-cli">
            <summary>{ "Show as CLI" }</summary>
            <p>{ "These commands do the same in the terminal:" }</p>
            <div class="show-cli-text">
                <pre tabindex="0" role="region" aria-label="Commands"><code>{ text.clone() }</code></pre>
                <CopyButton {text} label="Copy commands" />
            </div>
            if !files.is_empty() {
                <p>
                    { "The CLI reads the content from a file in the folder you are in: " }
                    <code>{ files.join(", ") }</code>
                </p>
            }
        </details>
    }
}
