using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace AudioIO.Samples.Batch;

/// <summary>Where in a corpus a row is, in time and in frequency: what all tables have. The names in Parquet are those given here.</summary>
internal abstract record PlacedRow
{
    /// <summary>Path of the file that holds the first frame, relative to the plan.</summary>
    [JsonPropertyName("file"), ParquetRequired]
    public string File { get; set; } = "";

    /// <summary>Where in that file the row begins.</summary>
    [JsonPropertyName("file_seconds")]
    public double FileSeconds { get; set; }

    /// <summary>First frame, of all files read as one.</summary>
    [JsonPropertyName("start_frame")]
    public long StartFrame { get; set; }

    /// <summary>Number of frames: of an event, of a minute, or fewer than those of a minute at the end of a stretch.</summary>
    [JsonPropertyName("frame_count")]
    public long FrameCount { get; set; }

    /// <summary>What the recorder's clock showed; null where no file states a time.</summary>
    [JsonPropertyName("clock"), ParquetTimestamp(ParquetTimestampResolution.Microseconds, useLogicalTimestamp: true, isAdjustedToUTC: false)]
    public DateTime? Clock { get; set; }

    /// <summary>The instant; null where the zone of the clock is not known.</summary>
    [JsonPropertyName("utc"), ParquetTimestamp(ParquetTimestampResolution.Microseconds, useLogicalTimestamp: true, isAdjustedToUTC: true)]
    public DateTime? Utc { get; set; }

    [JsonPropertyName("channel")]
    public int Channel { get; set; }

    [JsonPropertyName("low_hz")]
    public double LowHz { get; set; }

    [JsonPropertyName("high_hz")]
    public double HighHz { get; set; }
}
