//! Handing over: reviews, records written in stretches, papers, the link's warning, the veil.
//!
//! Does not: write to a file; the shell does, and says when it can take more.

use std::rc::Rc;

use super::Step;
use crate::{
    arrange::{self, Arrange},
    protocol::page::{
        Command, ExportAsked, ExportPurpose, Exported, Paper, PaperAsked, RecordForm, RecordKey,
        Redaction, Review, Translated, Written,
    },
    session::{
        Effect,
        asking::Slot,
        effect::{Sink, SinkStep},
        handover::{
            COPY_BYTES_MAX, Goal, HandAction, HandOver, PAGE_BYTES_MAX, Part, Run, Saved, SavedAs,
            own_rules, saved_words, taken_out,
        },
        keys::Intent,
        link::Link,
        marks::{Mark, Place},
        show::span,
        state::Dialog,
    },
};

/// Events that a report quotes besides the marked ones.
const QUOTES: u32 = 20;
/// What a report is called.
const REPORT_TITLE: &str = "Incident report";

impl Step {
    pub(super) fn act_handover(&mut self, action: HandAction) {
        match action {
            HandAction::Opened(part) => self.open_handover(part),
            HandAction::FormChosen(form) => self.handing().form = form,
            HandAction::ColumnsEdited(text) => self.handing().columns = text,
            HandAction::OffToggled => {
                let handing = self.handing();
                handing.off = !handing.off;
                self.look_through();
            }
            HandAction::KindToggled(kind) => self.toggle_kind(kind),
            HandAction::RulesEdited(text) => self.edit_rules(text),
            HandAction::SaveAsked => self.save_records(),
            HandAction::Cancelled => self.give_up(Some("Stopped; nothing more is written.")),
            HandAction::SinkOpened(open) => self.sink_opened(open),
            HandAction::SinkWrote(None) => self.sink_wrote(),
            HandAction::SinkWrote(Some(why)) => {
                self.give_up(None);
                self.trouble(why, "What was written so far is whole; try again.".to_owned());
            }
            HandAction::SinkClosed(saved) => self.sink_closed(saved),
            HandAction::CopyAsked(form) => self.copy_records(form),
            HandAction::ReportSaved => {
                if let Some(report) = self.state.handing.report.clone() {
                    self.save_text(&report);
                }
            }
            HandAction::PaperAsked(paper) => self.ask_paper(paper),
            HandAction::LanguageChosen(at) => self.handing().language = at,
            HandAction::PictureAsked => self.effects.push(Effect::SaveTimeline),
            HandAction::VeilToggled => self.toggle_veil(),
        }
    }

    pub(super) fn handing(&mut self) -> &mut HandOver {
        Rc::make_mut(&mut self.state.handing)
    }

    fn redaction(&self) -> Redaction {
        self.state.handing.redaction(&self.state.prefs.redaction)
    }

    fn open_handover(&mut self, part: Part) {
        if !self.state.opened() {
            return self.notice("Open files first");
        }
        let shown = self.state.view.dialog == Some(Dialog::HandOver);
        if shown && self.state.handing.part == part {
            return self.open_dialog(None);
        }
        if !shown {
            let rules = self.state.prefs.redaction.own.join("\n");
            let handing = self.handing();
            handing.rules = rules;
            handing.outcome = None;
            self.open_dialog(Some(Dialog::HandOver));
        }
        self.handing().part = part;
        self.look_through();
    }

    /// Asks what would be taken out of what the open part hands over.
    pub(super) fn look_through(&mut self) {
        match self.state.handing.part {
            Part::Export => {
                let handing = self.handing();
                handing.run = Run::Reviewing;
                (handing.done, handing.all, handing.outcome) = (0, 0, None);
                self.ask_records(ExportPurpose::Review, ExportAsked::default());
            }
            Part::Report => {
                self.handing().report = None;
                self.ask_paper(Paper::Report);
            }
            Part::Translate => {
                self.handing().translated = None;
                self.ask(Command::Translate);
            }
        }
    }

    /// The filter is another one now: what the open dialog shows of the one before is made anew.
    pub(super) fn look_through_again(&mut self) {
        let is_open = self.state.view.dialog == Some(Dialog::HandOver);
        if is_open && !matches!(self.state.handing.run, Run::Opening(_) | Run::Writing { .. }) {
            self.look_through();
        }
    }

    fn toggle_kind(&mut self, kind: String) {
        let kept = &mut self.prefs().redaction.kept;
        match kept.iter().position(|known| *known == kind) {
            Some(at) => drop(kept.remove(at)),
            None => kept.push(kind),
        }
        self.store_prefs();
        self.look_through();
        self.draw_veil();
    }

    fn edit_rules(&mut self, text: String) {
        let own: Vec<String> = own_rules(&text).map(str::to_owned).collect();
        self.handing().rules = text;
        if self.state.prefs.redaction.own != own {
            self.prefs().redaction.own = own;
            self.look_through();
        }
    }

    fn ask_records(&mut self, purpose: ExportPurpose, asked: ExportAsked) {
        let mut asked = ExportAsked { purpose, redaction: self.redaction(), ..asked };
        if purpose == ExportPurpose::Slice {
            let query = self.state.query.shown.clone();
            let id = self.state.following.as_ref().map(|it| it.id.clone());
            asked.beside = vec![query, id.unwrap_or_default()];
            asked.beside.extend(self.state.pins.queries.iter().cloned());
            asked.beside.extend(self.state.marks.list.iter().map(|mark| mark.note.clone()));
            asked.wanted = arrange::set(self.state.marks.events.keys().copied());
            asked.wanted.extend(self.state.detail.record.filter(|_| self.state.detail.open));
        }
        self.ask(Command::Export(Box::new(asked)));
    }

    fn save_records(&mut self) {
        if !self.state.handing.ready() {
            return;
        }
        let form = self.state.handing.form;
        let handing = self.handing();
        handing.run = Run::Opening(form);
        handing.outcome = None;
        let name = form.file_name().to_owned();
        let sink = if form == SavedAs::Page { Sink::Page } else { Sink::File };
        self.effects.push(Effect::Sink(SinkStep::Open { name, sink }));
    }

    fn sink_opened(&mut self, open: bool) {
        let Run::Opening(form) = self.state.handing.run else { return };
        if !open {
            self.handing().run = Run::Idle;
            return;
        }
        let (to, purpose) = match form {
            SavedAs::Records(form) => (Goal::File, ExportPurpose::Write(form)),
            SavedAs::Page => (Goal::Page, ExportPurpose::Slice),
        };
        let columns = self.state.handing.columns();
        self.handing().run = Run::Writing { to, bytes: 0, ended: false };
        if !self.state.open.progress.done {
            return self.give_up(Some("Files are being read again. Save it when they are read."));
        }
        self.ask_records(purpose, ExportAsked { columns, ..ExportAsked::default() });
    }

    /// Copies the selected events, or the marked one.
    fn copy_records(&mut self, form: RecordForm) {
        let several = self.state.rows.selected().filter(|(_, count)| *count > 1);
        let record = self.record_at_hand().filter(|_| several.is_none());
        if record.is_none() && several.is_none() {
            return self.notice("Mark an event first");
        }
        if self.state.handing.busy() {
            return self.notice("Something is being written already");
        }
        self.handing().run = Run::Writing { to: Goal::Clipboard, bytes: 0, ended: false };
        let (name, sink) = (String::new(), Sink::Clipboard);
        self.effects.push(Effect::Sink(SinkStep::Open { name, sink }));
        let asked = ExportAsked { ranks: several, record, ..ExportAsked::default() };
        self.ask_records(ExportPurpose::Write(form), asked);
    }

    pub(super) fn take_exported(&mut self, exported: Exported) {
        if exported.mistake.is_some() {
            self.handing().mistake = exported.mistake;
            return self.give_up(None);
        }
        let handing = self.handing();
        handing.mistake = None;
        (handing.done, handing.all) = (exported.done, exported.all);
        handing.review = Rc::new(exported.review.clone());
        match handing.run {
            Run::Reviewing => match (&exported.stopped, exported.ended) {
                (None, false) => self.ask(Command::ExportOn),
                (stopped, _) => {
                    handing.outcome.clone_from(stopped);
                    handing.run = Run::Idle;
                    let own = &self.state.prefs.redaction.own;
                    if !own.is_empty() {
                        self.store_prefs();
                    }
                }
            },
            Run::Writing { to, bytes, .. } => {
                let bytes = bytes + (exported.head.len() + exported.text.len()) as u64;
                handing.run = Run::Writing { to, bytes, ended: exported.ended };
                self.write_stretch(to, bytes, exported);
            }
            _ => {}
        }
    }

    fn write_stretch(&mut self, to: Goal, bytes: u64, exported: Exported) {
        let bytes_max = match to {
            Goal::File => u64::MAX,
            Goal::Clipboard => COPY_BYTES_MAX,
            Goal::Page => PAGE_BYTES_MAX,
        };
        if bytes > bytes_max {
            self.give_up(Some("That is too much for it. Narrow the filter, or save it as a file."));
            return self.notice("Too much to be copied");
        }
        if let Some(why) = exported.stopped {
            return self.give_up(Some(&why));
        }
        self.handing().outcome = (exported.unreadable > 0)
            .then(|| format!("{} events could not be read any more.", exported.unreadable));
        let Exported { head, text, parts, slice, .. } = exported;
        if to == Goal::Page && exported.ended {
            let page = self.page_of(&slice);
            self.say_left_out(&slice);
            self.effects.push(Effect::Sink(SinkStep::Spec(page)));
        }
        self.effects.push(Effect::Sink(SinkStep::Write { head, text, parts }));
    }

    fn sink_wrote(&mut self) {
        match self.state.handing.run {
            Run::Writing { ended: true, .. } => {
                self.effects.push(Effect::Sink(SinkStep::Close));
            }
            Run::Writing { .. } => self.ask(Command::ExportOn),
            _ => {}
        }
    }

    fn sink_closed(&mut self, saved: Option<Saved>) {
        let Run::Writing { to, .. } = self.state.handing.run else { return };
        let (done, taken) = (self.state.handing.done, taken_out(&self.state.handing.review));
        let handing = self.handing();
        handing.run = Run::Idle;
        let without = handing.outcome.take().unwrap_or_default();
        match (saved, to) {
            (None, Goal::Clipboard) => self.notice("Not copied"),
            (None, _) => handing.outcome = Some("The browser did not save it.".to_owned()),
            (Some(_), Goal::Clipboard) => {
                let events =
                    if done == 1 { "Copied".to_owned() } else { format!("Copied {done} events") };
                self.notice(&match taken.as_str() {
                    "" => events,
                    taken => format!("{events}; taken out: {taken}"),
                });
            }
            (Some(saved), _) => {
                let words = saved_words(done, 0, saved);
                handing.outcome = Some(format!("{words}. {without}").trim().to_owned());
            }
        }
    }

    fn give_up(&mut self, why: Option<&str>) {
        let run = self.state.handing.run;
        Rc::make_mut(&mut self.state.asking).forget_slot(Slot::Export);
        if matches!(run, Run::Writing { .. }) {
            self.effects.push(Effect::Sink(SinkStep::Drop));
        }
        let handing = self.handing();
        handing.run = Run::Idle;
        if run != Run::Idle {
            handing.outcome = why.map(str::to_owned);
        }
    }

    /// Workers stopped: what was being written is given up, and what was looked through is not known.
    pub(super) fn interrupt_handover(&mut self) {
        if self.state.handing.linking.is_some() {
            self.handing().linking = None;
            self.notice("Not copied");
        }
        let words = "It was not written to its end, since a worker stopped. Ask for it again.";
        match self.state.handing.run {
            Run::Idle | Run::Opening(_) => {}
            Run::Reviewing => {
                self.give_up(None);
                self.handing().all = 0;
            }
            Run::Writing { to: Goal::Clipboard, .. } => {
                self.give_up(None);
                self.notice("Not copied");
            }
            _ => self.give_up(Some(words)),
        }
    }

    /// A dialog that is closed ends what it shows; what is saved goes on.
    pub(super) fn handover_closed(&mut self) {
        if self.state.handing.run == Run::Reviewing {
            self.give_up(None);
        }
    }

    fn ask_paper(&mut self, paper: Paper) {
        let explained = self.state.explaining.as_ref().map(|it| it.range);
        let asked = PaperAsked {
            paper,
            redaction: self.redaction(),
            title: REPORT_TITLE.to_owned(),
            range: explained.or(self.state.view.range),
            id: self.state.following.as_ref().map(|it| it.id.clone()),
            quotes: QUOTES,
            marks: self.marked_events(),
            notes: self.marked_ranges(),
        };
        let handing = self.handing();
        handing.run = Run::Paper(paper);
        handing.outcome = None;
        self.ask(Command::Write(Box::new(asked)));
    }

    /// Marked events that are open, in the order of time, with their notes.
    fn marked_events(&self) -> Vec<(RecordKey, String)> {
        let marks = &self.state.marks;
        let event = |(number, mark): (usize, &Mark)| {
            let Place::Event(place) = &mark.place else { return None };
            Some((place.time, marks.record(number)?, mark.note.clone()))
        };
        let mut events: Vec<_> = marks.list.iter().enumerate().filter_map(event).collect();
        events.arrange_by_key(|(time, record, _)| (*time, *record));
        events.into_iter().map(|(_, record, note)| (record, note)).collect()
    }

    /// Marked ranges with their notes.
    fn marked_ranges(&self) -> Vec<String> {
        let zone = &self.state.view.zone;
        let range = |mark: &Mark| match &mark.place {
            Place::Range(range) => {
                Some(format!("{}: {}", span(zone, *range, true), mark.note).trim_end().to_owned())
            }
            Place::Event(_) => None,
        };
        self.state.marks.list.iter().filter_map(range).collect()
    }

    pub(super) fn take_written(&mut self, asked: &Command, written: Written) {
        let Command::Write(asked) = asked else { return };
        let handing = self.handing();
        handing.run = Run::Idle;
        let written = Rc::new(written);
        match asked.paper {
            Paper::Report => handing.report = Some(written),
            _ => self.save_text(&written),
        }
    }

    fn save_text(&mut self, written: &Written) {
        if written.text.is_empty() {
            return self.notice("There is nothing to save");
        }
        let (name, text) = (written.file_name.clone(), written.text.clone());
        let taken = taken_out(&written.review);
        let out = if taken.is_empty() { String::new() } else { format!("; taken out: {taken}") };
        self.handing().outcome = Some(format!("Saved {name}{out}"));
        self.effects.push(Effect::SaveFile { name, text });
    }

    pub(super) fn take_translated(&mut self, translated: Vec<Translated>) {
        self.handing().translated = Some(Rc::new(translated));
    }

    /// What the keys of a list do among languages; whether this was one of them.
    pub(super) fn intend_among_languages(&mut self, intent: Intent) -> bool {
        let Some(all) = self.state.handing.translated.clone() else { return false };
        let open = self.state.handing.language;
        match intent {
            Intent::NextRow => self.handing().language = (open + 1).min(all.len().max(1) - 1),
            Intent::PreviousRow => self.handing().language = open.saturating_sub(1),
            Intent::CopyEvent => {
                let text = all.get(open).map(|told| told.text.clone());
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    self.effects.push(Effect::Copy(text));
                }
            }
            _ => return false,
        }
        true
    }

    /// Copies the link; where it would give something away, only when that was said before.
    pub(super) fn copy_link(&mut self) {
        let link = Link::of(&self.state);
        let hash = link.write();
        let text = link.texts().join("\n");
        let known = self.state.handing.warned.as_ref() == Some(&hash);
        let listening = self.state.opened() && self.state.open.workers.listen();
        if known || text.is_empty() || !listening {
            if known {
                self.handing().warned = None;
                self.state.trouble = None;
            }
            return self.effects.push(Effect::CopyLink(hash));
        }
        self.handing().linking = Some(hash);
        let redaction = Redaction { off: false, ..self.redaction() };
        self.ask(Command::Screen { text, redaction });
    }

    pub(super) fn take_screened(&mut self, review: &Review) {
        let Some(hash) = self.handing().linking.take() else { return };
        let taken = taken_out(review);
        if taken.is_empty() {
            return self.effects.push(Effect::CopyLink(hash));
        }
        self.handing().warned = Some(hash);
        self.trouble(
            format!("The link was not copied: it would give away {taken}."),
            "It holds the filter as typed. Ask for the link again (l) to copy it anyway."
                .to_owned(),
        );
    }

    fn toggle_veil(&mut self) {
        let handing = self.handing();
        handing.veiled = !handing.veiled;
        let words = if handing.veiled { "Shown redacted" } else { "Shown as it is" };
        self.draw_veil_as(self.state.handing.veiled);
        self.notice(words);
    }

    /// A filter by a name such as `ip-1` finds nothing, since filters know what the logs say.
    pub(super) fn say_what_veiled_names_find(&mut self) {
        if self.state.handing.veiled && names_veiled(&self.state.query.shown) {
            self.notice(
                "While things are shown redacted, names such as ip-1 cannot be filtered by: a filter \
                 looks for what the logs say",
            );
        }
    }

    /// What is taken out changed, or new workers listen: those that answer have to know.
    pub(super) fn draw_veil(&mut self) {
        if self.state.handing.veiled {
            self.draw_veil_as(true);
        }
    }

    fn draw_veil_as(&mut self, drawn: bool) {
        let redaction = Redaction { off: false, ..self.state.prefs.redaction.clone() };
        self.ask(Command::Veil(drawn.then_some(redaction)));
    }
}

/// Whether a filter has a word of the form of a name that stands for something: `ip-1`.
fn names_veiled(query: &str) -> bool {
    let joins = |letter: char| letter == '-' || letter.is_ascii_alphanumeric();
    query.split(|letter| !joins(letter)).any(|word| {
        word.rsplit_once('-').is_some_and(|(stem, number)| {
            let lower = |letter: u8| letter == b'-' || letter.is_ascii_lowercase();
            let first = stem.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
            let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
            first && is_number && stem.bytes().all(lower)
        })
    })
}
