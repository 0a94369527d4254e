using System.Text.Json.Serialization;

namespace AudioIO.Samples.Batch;

/// <summary>Levels of one minute, channel and band.</summary>
internal sealed record LevelRow : PlacedRow
{
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
