using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace AudioIO.Samples.Batch;

/// <summary>A row of levels: one minute, channel and band. The names in Parquet are those given here.</summary>
internal sealed record LevelRow
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

    /// <summary>Number of frames: those of a minute, or fewer at the end of a stretch.</summary>
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

    /// <summary>dB re a full-scale sine, as the following ones.</summary>
    [JsonPropertyName("mean_db")]
    public float MeanDb { get; set; }

    [JsonPropertyName("max_db")]
    public float MaxDb { get; set; }

    [JsonPropertyName("p5_db")]
    public float P5Db { get; set; }

    [JsonPropertyName("p50_db")]
    public float P50Db { get; set; }

    [JsonPropertyName("p95_db")]
    public float P95Db { get; set; }

    /// <summary>Frames that could not be decoded and count as silence; 0 where a plan does not put up with any.</summary>
    [JsonPropertyName("damaged_frames")]
    public long DamagedFrames { get; set; }
}
