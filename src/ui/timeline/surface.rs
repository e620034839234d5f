//! A canvas that knows its size, its colours and when to draw: the next frame, once.
//!
//! Does not: know what is drawn on it.

use gloo::{
    events::EventListener,
    render::{AnimationFrame, request_animation_frame},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, MediaQueryList, ResizeObserver};
use yew::prelude::*;

use super::paint;
use crate::{
    browser::document,
    session::chart::{DrawOp, Ink},
};

/// A canvas and what watches over it.
#[derive(Debug, Default)]
pub struct Surface {
    /// The canvas, once it is in the page.
    pub canvas: NodeRef,
    frame: Option<AnimationFrame>,
    size: Option<SizeWatch>,
    theme: Option<EventListener>,
    /// Whether the system's theme is dark.
    dark: Option<MediaQueryList>,
    /// The colours, and under which themes (the page's, the system's): asking for them makes the
    /// browser style the page anew, so that is not done for every drawing.
    colours: Option<(Look, Vec<(Ink, String)>)>,
}

/// The theme that the page is marked with, and whether the system's is dark.
type Look = (Option<String>, bool);

/// Ends its observer when it is dropped.
#[derive(Debug)]
struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Surface {
    /// Calls back when the canvas has another size or the system's theme changed.
    pub fn watch(&mut self, changed: Callback<()>) {
        let Some(canvas) = self.element() else { return };
        let callback = {
            let changed = changed.clone();
            Closure::<dyn FnMut()>::new(move || changed.emit(()))
        };
        if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            observer.observe(&canvas);
            self.size = Some(SizeWatch { observer, _callback: callback });
        }
        let dark = web_sys::window()
            .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
        let watch =
            |dark: &MediaQueryList| EventListener::new(dark, "change", move |_| changed.emit(()));
        self.theme = dark.as_ref().map(watch);
        self.dark = dark;
    }

    /// Calls back in the next frame, however often it is asked for until then.
    pub fn request(&mut self, draw: Callback<()>) {
        if self.frame.is_none() {
            self.frame = Some(request_animation_frame(move |_| draw.emit(())));
        }
    }

    /// Width and height in CSS pixels; none until the canvas is in the page.
    #[must_use]
    pub fn size_px(&self) -> Option<(f64, f64)> {
        let bounds = self.element()?.get_bounding_client_rect();
        (bounds.width() >= 1.0).then(|| (bounds.width(), bounds.height()))
    }

    /// Where a pointer is, in CSS pixels from the left edge of the canvas.
    #[must_use]
    pub fn x_px(&self, event: &MouseEvent) -> f64 {
        let left = self.element().map_or(0.0, |canvas| canvas.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left
    }

    /// The same from its upper edge.
    #[must_use]
    pub fn y_px(&self, event: &MouseEvent) -> f64 {
        let top = self.element().map_or(0.0, |canvas| canvas.get_bounding_client_rect().top());
        f64::from(event.client_y()) - top
    }

    /// Keeps a pointer's moves coming while it is held, also from outside of the canvas.
    pub fn hold(&self, event: &PointerEvent) {
        if let Some(canvas) = self.element() {
            // A pointer that is gone already cannot be held; its moves end by themselves.
            drop(canvas.set_pointer_capture(event.pointer_id()));
        }
    }

    /// Replays a draw list. To be called in a frame.
    pub fn draw(&mut self, ops: &[DrawOp]) {
        self.frame = None;
        let (Some(canvas), Some((width, height))) = (self.element(), self.size_px()) else {
            return;
        };
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        let (pixels_x, pixels_y) =
            ((width * ratio).round() as u32, (height * ratio).round() as u32);
        if (canvas.width(), canvas.height()) != (pixels_x, pixels_y) {
            canvas.set_width(pixels_x);
            canvas.set_height(pixels_y);
        }
        let Some(context) = context(&canvas) else { return };
        drop(context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0));
        context.clear_rect(0.0, 0.0, width, height);
        let look = (document::marked("theme"), self.dark.as_ref().is_some_and(|it| it.matches()));
        if self.colours.as_ref().is_none_or(|(known, _)| *known != look) {
            self.colours = Some((look, paint::colours(&canvas)));
        }
        let colours = self.colours.as_ref().map_or(&[][..], |(_, colours)| colours);
        paint::replay(&context, colours, ops);
    }

    fn element(&self) -> Option<HtmlCanvasElement> {
        self.canvas.cast::<HtmlCanvasElement>()
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}
