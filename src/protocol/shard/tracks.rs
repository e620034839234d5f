//! The series and markers of metric files, as shards send them. Each file lies in one shard whole.
//!
//! Does not: carry points.

use serde::{Deserialize, Serialize};

use super::super::page::{SourceId, TrackId};
use crate::engine::series::{Marker, View};

/// A series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackPart {
    pub id: TrackId,
    pub name: String,
    pub unit: String,
    pub points: u64,
    /// First and last time.
    pub extent: Option<(i64, i64)>,
    pub step_nanos: i64,
    /// The lowest, the highest, the last and the mean value of all points.
    pub ends: [f64; 4],
    pub view: Option<View>,
}

/// A marker of a source.
pub type MarkerPart = (SourceId, Marker);

/// A burst of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackBurst {
    pub id: TrackId,
    pub name: String,
    pub unit: String,
    /// Its place among those of its series, the strongest first.
    pub rank: u32,
    pub start: i64,
    pub end: i64,
    pub peak: i64,
    pub observed: f64,
    pub expected: f64,
    /// Ratio, and its interval of 95 %.
    pub ratios: [f64; 3],
    pub is_new: bool,
    pub p: f64,
    pub method: String,
}

/// A series over a grid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CoursePart {
    /// The value in each bucket; none where there was none for a while.
    pub values: Vec<Option<f64>>,
    /// Bursts and dips, as times.
    pub windows: Vec<(i64, i64)>,
}
