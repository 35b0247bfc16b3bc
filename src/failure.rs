//! What a person sees when the app itself fails: never a dead page without a word.

use std::panic::PanicHookInfo;

/// Says so in the page, and on the browser's console, when the app panics.
pub fn watch() {
    std::panic::set_hook(Box::new(say));
}

fn say(info: &PanicHookInfo<'_>) {
    let text = info.to_string();
    gloo::console::error!(text.as_str());
    let document = gloo::utils::document();
    let element = |name: &str, text: &str| {
        let element = document.create_element(name).ok()?;
        element.set_text_content(Some(text));
        Some(element)
    };
    // Plain links: after a panic none of the app's own code may run any more.
    let link = |text: &str, href: &str| {
        let link = element("a", text)?;
        link.set_attribute("href", href).ok()?;
        Some(link)
    };
    let parts = [
        element("h2", "IAM Playground has stopped: this is a bug"),
        element("p", "Your world was saved a moment ago. Reloading the page goes on from there."),
        link("Reload", "?"),
        element(
            "p",
            "If it stops again at once, start fresh. Your world is then kept aside and offered for download.",
        ),
        link("Start fresh", "?fresh"),
        element("pre", &text),
    ];
    if let Some(overlay) = element("div", "") {
        overlay.set_class_name("failure");
        // Only a malformed attribute name can fail; where the page cannot even be added to, the console has it.
        let _ = overlay.set_attribute("role", "alert");
        for part in parts.iter().flatten() {
            let _ = overlay.append_child(part);
        }
        let _ = gloo::utils::body().append_child(&overlay);
    }
}
