using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace AudioIO.Samples.Batch;

/// <summary>An event. The names in Parquet are those given here.</summary>
internal sealed record EventRow
{
    /// <summary>Path of the file that holds the first frame, relative to the plan.</summary>
    [JsonPropertyName("file"), ParquetRequired]
    public string File { get; set; } = "";

    /// <summary>Where in that file the event begins.</summary>
    [JsonPropertyName("file_seconds")]
    public double FileSeconds { get; set; }

    /// <summary>How long it lasts.</summary>
    [JsonPropertyName("seconds")]
    public double Seconds { get; set; }

    /// <summary>First frame, of all files read as one.</summary>
    [JsonPropertyName("start_frame")]
    public long StartFrame { get; set; }

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

    /// <summary>dB re a full-scale sine, as the mean.</summary>
    [JsonPropertyName("peak_db")]
    public float PeakDb { get; set; }

    [JsonPropertyName("mean_db")]
    public float MeanDb { get; set; }

    /// <summary>True where it went on for longer than the longest event that is followed.</summary>
    [JsonPropertyName("is_cut")]
    public bool IsCut { get; set; }
}
