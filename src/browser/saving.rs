//! Saving what comes in stretches: to a file that the person chose, where the browser lets us write
//! to one; else as downloads, each of at most so many bytes, since the browser holds them whole.
//!
//! Does not: know what it saves.

use std::cell::RefCell;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement};

/// A download holds at most so many bytes; what is more goes into the next.
const DOWNLOAD_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Where stretches go.
pub struct Saving {
    name: String,
    /// What each file begins with.
    head: RefCell<String>,
    to: To,
    /// Bytes of all files, and of this one.
    bytes: RefCell<(u64, u64)>,
    files: RefCell<u32>,
}

enum To {
    /// A stream to a file on disk.
    Disk(JsValue),
    /// Pieces of the next download.
    Download(RefCell<Vec<Blob>>),
}

impl Saving {
    /// Asks the person where to, if the browser can; none where they think better of it.
    pub async fn begin(name: &str) -> Option<Saving> {
        let to = match super::property(&super::window(), "showSaveFilePicker") {
            None => To::Download(RefCell::default()),
            Some(_) => match chosen(name).await {
                Ok(stream) => To::Disk(stream),
                Err(Refused::ByPerson) => return None,
                Err(Refused::ByBrowser) => To::Download(RefCell::default()),
            },
        };
        Some(Saving {
            name: name.to_owned(),
            head: RefCell::default(),
            to,
            bytes: RefCell::default(),
            files: RefCell::new(1),
        })
    }

    /// Writes a stretch.
    ///
    /// # Errors
    /// Why not, in words.
    pub async fn write(&self, head: &str, text: &str) -> Result<(), String> {
        if !head.is_empty() {
            head.clone_into(&mut self.head.borrow_mut());
            self.put(head).await?;
        }
        let full = self.bytes.borrow().1 + text.len() as u64 > DOWNLOAD_BYTES_MAX;
        if full && matches!(self.to, To::Download(_)) {
            self.download(true);
            let head = self.head.borrow().clone();
            self.put(&head).await?;
        }
        self.put(text).await
    }

    async fn put(&self, text: &str) -> Result<(), String> {
        if text.is_empty() {
            return Ok(());
        }
        match &self.to {
            To::Disk(stream) => {
                settled(super::call(stream, "write", &[JsValue::from_str(text)]))
                    .await
                    .map_err(|why| format!("The file could not be written to: {why}."))?;
            }
            To::Download(pieces) => {
                let piece = blob(&Array::of1(&JsValue::from_str(text)));
                pieces.borrow_mut().push(piece.ok_or("The browser has no room for it.")?);
            }
        }
        let mut bytes = self.bytes.borrow_mut();
        bytes.0 += text.len() as u64;
        bytes.1 += text.len() as u64;
        Ok(())
    }

    /// Ends; how many files it took, and bytes in all. None where the last could not be saved.
    pub async fn end(self) -> Option<(u32, u64)> {
        match &self.to {
            To::Disk(stream) => settled(super::call(stream, "close", &[])).await.ok().map(drop)?,
            To::Download(_) => self.download(false)?,
        }
        Some((*self.files.borrow(), self.bytes.borrow().0))
    }

    /// Gives up; of a file on disk nothing is left.
    pub fn give_up(&self) {
        if let To::Disk(stream) = &self.to {
            drop(super::call(stream, "abort", &[]));
        }
    }

    /// Hands the browser what was gathered; `goes_on`: it is one part of several.
    fn download(&self, goes_on: bool) -> Option<()> {
        let To::Download(pieces) = &self.to else { return None };
        let pieces: Array = pieces.borrow_mut().drain(..).collect();
        let mut files = self.files.borrow_mut();
        let name = match (*files, goes_on) {
            (1, false) => self.name.clone(),
            (number, _) => numbered(&self.name, number),
        };
        if goes_on {
            *files += 1;
            self.bytes.borrow_mut().1 = 0;
        }
        super::files::save_blob(&name, &blob(&pieces)?)
    }
}

/// Why there is no stream.
enum Refused {
    ByPerson,
    ByBrowser,
}

async fn chosen(name: &str) -> Result<JsValue, Refused> {
    let options = Object::new();
    drop(Reflect::set(&options, &"suggestedName".into(), &name.into()));
    let asked = super::call(&super::window(), "showSaveFilePicker", &[options.into()]);
    let file = settled(asked).await.map_err(|why| match why.as_str() {
        "AbortError" => Refused::ByPerson,
        _ => Refused::ByBrowser,
    })?;
    settled(super::call(&file, "createWritable", &[])).await.map_err(|_why| Refused::ByBrowser)
}

/// What a promise came to, or the name of its error.
async fn settled(promise: Option<JsValue>) -> Result<JsValue, String> {
    let promise = promise.ok_or("the browser refused")?;
    JsFuture::from(Promise::resolve(&promise)).await.map_err(|error| {
        let name = super::property(&error, "name").and_then(|name| name.as_string());
        name.unwrap_or_else(|| "the browser refused".to_owned())
    })
}

/// `events.jsonl` is `events-2.jsonl`.
fn numbered(name: &str, number: u32) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{number}.{ending}")
}

/// The pieces as one, of no type that a browser would show instead of saving.
fn blob(pieces: &Array) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    Blob::new_with_str_sequence_and_options(pieces, &options).ok()
}

/// Saves what a canvas shows as PNG, on the page's own ground.
pub fn picture(canvas: &str, name: &'static str) -> Option<()> {
    let drawn: HtmlCanvasElement = super::document::element(canvas)?.dyn_into().ok()?;
    let document = super::window().document()?;
    let copy: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    copy.set_width(drawn.width());
    copy.set_height(drawn.height());
    let context: CanvasRenderingContext2d = copy.get_context("2d").ok()??.dyn_into().ok()?;
    let style = super::call(&super::window(), "getComputedStyle", &[document.body()?.into()])?;
    let ground = super::property(&style, "backgroundColor")?.as_string()?;
    context.set_fill_style_str(&ground);
    context.fill_rect(0.0, 0.0, f64::from(copy.width()), f64::from(copy.height()));
    context.draw_image_with_html_canvas_element(&drawn, 0.0, 0.0).ok()?;
    let take = Closure::once_into_js(move |blob: JsValue| {
        if let Some(blob) = blob.dyn_ref::<Blob>() {
            super::files::save_blob(name, blob).unwrap_or_default();
        }
    });
    super::call(&copy, "toBlob", &[take])?;
    Some(())
}
