//! The frame of what lies over the page: a title, a way out, and the focus kept inside.
//!
//! Does not: know what stands in it.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::session::Action;

/// Properties of [`DialogFrame`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DialogFrameProps {
    /// Said at its top, and by screen readers.
    pub title: AttrValue,
    /// Where closing goes.
    pub dispatch: Callback<Action>,
    /// What stands in it.
    pub children: Html,
}

/// A `<dialog>` over the page, shown as long as it is part of it.
#[component]
pub fn DialogFrame(props: &DialogFrameProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            // Shown already only where the page was put together from an older one: nothing to do.
            if let Some(dialog) =
                dialog.cast::<HtmlDialogElement>().filter(|it| !it.has_attribute("open"))
            {
                let shown = dialog.show_modal();
                debug_assert!(shown.is_ok(), "a dialog in the page can be shown");
            }
        });
    }
    let close = props.dispatch.reform(|_: MouseEvent| Action::DialogOpened(None));
    // Escape closes it by itself; the state must know.
    let cancelled = props.dispatch.reform(|_: Event| Action::DialogOpened(None));
    let outside = {
        let (dialog, dispatch) = (dialog.clone(), props.dispatch.clone());
        Callback::from(move |event: MouseEvent| {
            if event.target() == dialog.get().map(Into::into) {
                dispatch.emit(Action::DialogOpened(None));
            }
        })
    };
    html! {
        <dialog ref={dialog} aria-label={props.title.clone()} oncancel={cancelled} onclick={outside}>
            <div class="dialog">
                <div class="dialog-head">
                    <h2 class="dialog-title">{ props.title.clone() }</h2>
                    <button class="button" onclick={close}>{ "Close " }<kbd>{ "Esc" }</kbd></button>
                </div>
                <div class="dialog-body">{ props.children.clone() }</div>
            </div>
        </dialog>
    }
}
