//! Files that a person chose: by dropping, picking or pasting; and the handles that are kept of them.
//!
//! Does not: read them.

use std::collections::BTreeMap;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader,
    FileSystemEntry, FileSystemFileEntry,
};

use super::tail;
use crate::arrange::Arrange;

/// So long a file that is to be saved is kept.
const KEPT_MILLIS: u32 = 60_000;

/// What systems put into folders for themselves.
const NOT_MEANT: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A file, and the name it goes by: its path where it came with a folder.
pub struct Named {
    /// Path inside the folder, or the file's name.
    pub name: String,
    /// The handle.
    pub file: File,
}

/// The handles of what is open, by number.
#[derive(Default)]
pub struct Handles {
    last: u32,
    files: BTreeMap<u32, File>,
}

impl Handles {
    /// Keeps a handle under a number that was never given before.
    pub fn keep(&mut self, file: File) -> u32 {
        self.last += 1;
        self.files.insert(self.last, file);
        self.last
    }

    /// The handle with this number.
    pub fn get(&self, id: u32) -> Option<&File> {
        self.files.get(&id)
    }

    /// The file of a number is this one now.
    pub fn put(&mut self, id: u32, file: File) {
        self.files.insert(id, file);
    }

    /// Keeps a handle under another number, in place of the one that was kept there.
    pub fn renumber(&mut self, from: u32, to: u32) {
        let file = self.files.remove(&from);
        self.files.extend(file.map(|file| (to, file)));
    }

    /// Keeps these no longer.
    pub fn forget(&mut self, ids: &[u32]) {
        for id in ids {
            self.files.remove(id);
        }
    }
}

/// What was picked.
pub fn of_list(list: Option<FileList>) -> Vec<Named> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length())
        .filter_map(|at| list.get(at))
        .map(|file| {
            let path =
                super::property(&file, "webkitRelativePath").and_then(|path| path.as_string());
            let name = path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name());
            Named { name, file }
        })
        .filter(meant)
        .collect()
}

/// What was dropped. The transfer dies with its event, so everything is taken out of it here.
pub enum Dropped {
    Folder(FileSystemEntry, Option<Promise>),
    /// With what its handle comes of.
    File(File, Option<Promise>),
}

/// The files and folders of a transfer.
pub fn of_transfer(transfer: &DataTransfer) -> Vec<Dropped> {
    let items = transfer.items();
    let mut dropped = Vec::new();
    for at in 0..items.length() {
        let Some(item) = items.get(at).filter(|item| item.kind() == "file") else { continue };
        match item.webkit_get_as_entry() {
            Ok(Some(entry)) if entry.is_directory() => {
                dropped.push(Dropped::Folder(entry, tail::ask(&item)));
            }
            // Not by its entry: of a page that was opened from disk Chromium reads none.
            _ => {
                let file = item.get_as_file().ok().flatten();
                dropped.extend(file.map(|file| Dropped::File(file, tail::ask(&item))));
            }
        }
    }
    dropped
}

/// Every file of what was dropped, those inside of folders too, in the order of names.
pub async fn all(dropped: Vec<Dropped>) -> Vec<Named> {
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for one in dropped {
        match one {
            Dropped::File(file, handle) => {
                tail::keep(&file, handle).await;
                files.push(Named { name: file.name(), file });
            }
            Dropped::Folder(entry, asked) => match tail::answered(asked).await {
                Some(handle) => live(entry.name(), handle, &mut files).await,
                None => sort(entry, &mut files, &mut folders).await,
            },
        }
    }
    while let Some(folder) = folders.pop() {
        for entry in entries(&folder.create_reader()).await {
            sort(entry, &mut files, &mut folders).await;
        }
    }
    files.retain(meant);
    files.arrange_by(|a, b| a.name.cmp(&b.name));
    files
}

fn meant(named: &Named) -> bool {
    let name = named.name.rsplit('/').next().unwrap_or_default();
    !NOT_MEANT.contains(&name)
}

/// The files of a folder by its handle.
async fn live(name: String, handle: JsValue, files: &mut Vec<Named>) {
    let mut folders = vec![(name, handle)];
    while let Some((path, folder)) = folders.pop() {
        for (name, handle) in tail::listed(&folder).await {
            let name = format!("{path}/{name}");
            match tail::of_handle(&handle).await {
                Some(file) => files.push(Named { name, file }),
                None => folders.push((name, handle)),
            }
        }
    }
}

async fn sort(
    entry: FileSystemEntry,
    files: &mut Vec<Named>,
    folders: &mut Vec<FileSystemDirectoryEntry>,
) {
    if entry.is_directory() {
        folders.push(entry.unchecked_into());
        return;
    }
    let name = entry.full_path().trim_start_matches('/').to_owned();
    let entry: FileSystemFileEntry = entry.unchecked_into();
    let answer = answered(|found, failed| {
        entry.file_with_callback_and_callback(found, failed);
    });
    if let Some(file) = answer.await.and_then(|file| file.dyn_into::<File>().ok()) {
        files.push(Named { name, file });
    }
}

/// All entries of a folder: a reader gives them in portions, and an empty one at last.
async fn entries(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let mut all = Vec::new();
    loop {
        let answer = answered(|found, failed| {
            // An error of the call itself ends the reading like one of the reader.
            if reader.read_entries_with_callback_and_callback(found, failed).is_err() {
                drop(failed.call0(&JsValue::NULL));
            }
        });
        let portion = answer.await.map(|portion| Array::from(&portion)).unwrap_or_default();
        if portion.length() == 0 {
            return all;
        }
        all.extend(portion.iter().map(|entry| entry.unchecked_into::<FileSystemEntry>()));
    }
}

/// What a call with two callbacks answers; none where it failed.
async fn answered(ask: impl FnOnce(&Function, &Function)) -> Option<JsValue> {
    let mut ask = Some(ask);
    let promise = Promise::new(&mut |found, failed| {
        if let Some(ask) = ask.take() {
            ask(&found, &failed);
        }
    });
    JsFuture::from(promise).await.ok()
}

/// A file made of text, last modified when it was made.
pub fn of_text(name: &str, text: &str) -> Option<File> {
    let bytes = Uint8Array::from(text.as_bytes());
    of_parts(name, &Array::of1(&bytes), js_sys::Date::now())
}

/// The text of a file; none where it cannot be read.
pub async fn text_of(file: &File) -> Option<String> {
    let promise = super::call(file, "text", &[])?.dyn_into::<Promise>().ok()?;
    JsFuture::from(promise).await.ok()?.as_string()
}

/// So many bytes from a place on; none where they cannot be read.
pub async fn bytes_of(file: &File, from: u64, to: u64) -> Option<Vec<u8>> {
    let part = file.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    let promise = super::call(&part, "arrayBuffer", &[])?.dyn_into::<Promise>().ok()?;
    let buffer = JsFuture::from(promise).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Hands a text to the browser as a file to be saved; none where it takes none.
pub fn save(name: &str, text: &str) -> Option<()> {
    save_blob(name, of_text(name, text)?.as_ref())
}

/// The same of bytes that the browser holds.
pub fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let address = web_sys::Url::create_object_url_with_blob(blob).ok()?;
    let document = super::window().document()?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser may begin to save only later.
    let forget = move || drop(web_sys::Url::revoke_object_url(&address));
    Timeout::new(KEPT_MILLIS, forget).forget();
    Some(())
}

/// A file made of bytes and of parts of other files.
pub(super) fn of_parts(name: &str, parts: &Array, modified_millis: f64) -> Option<File> {
    let options = Object::new();
    Reflect::set(&options, &"lastModified".into(), &modified_millis.into()).ok()?;
    let maker = super::property(&super::window(), "File")?.dyn_into::<Function>().ok()?;
    let arguments = Array::of3(parts, &JsValue::from_str(name), &options);
    Reflect::construct(&maker, &arguments).ok()?.dyn_into().ok()
}

/// The example incident that is packed into the page; empty where there is none.
pub async fn example() -> Vec<Named> {
    packed(super::call(&super::window(), "squallExample", &[])).await
}

/// What the loader unpacks, a promise of `{ name, bytes, modified }`, as files. The bytes are anything
/// that a file can be made of; what a worker unpacked is a `Blob`, which is handed on without a copy.
pub(super) async fn packed(answer: Option<JsValue>) -> Vec<Named> {
    let Some(answer) = answer else { return Vec::new() };
    let files = JsFuture::from(Promise::resolve(&answer)).await.unwrap_or_default();
    Array::from(&files)
        .iter()
        .filter_map(|one| {
            let name = super::property(&one, "name")?.as_string()?;
            let parts = Array::of1(&super::property(&one, "bytes")?);
            let modified = super::property(&one, "modified").and_then(|time| time.as_f64());
            let file = of_parts(&name, &parts, modified.unwrap_or_else(js_sys::Date::now))?;
            Some(Named { name, file })
        })
        .collect()
}

/// Whether the page carries an example.
pub fn has_example() -> bool {
    super::property(&super::window(), "squallExample").is_some()
}

/// Shows the system's dialog of a file input; the input's own event tells what was chosen.
pub fn show_picker(id: &str) {
    let input = super::document::element(id);
    if let Some(input) = input.and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        // The same file again is a choice too.
        input.set_value("");
        input.click();
    }
}
