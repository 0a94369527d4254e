using System.Text.Json.Serialization;

namespace AudioIO.Samples.Batch;

/// <summary>An event.</summary>
internal sealed record EventRow : PlacedRow
{
    /// <summary>How long it lasts.</summary>
    [JsonPropertyName("seconds")]
    public double Seconds { get; set; }

    /// <summary>dB re a full-scale sine, as the mean.</summary>
    [JsonPropertyName("peak_db")]
    public float PeakDb { get; set; }

    [JsonPropertyName("mean_db")]
    public float MeanDb { get; set; }

    /// <summary>True where it went on for longer than the longest event that is followed.</summary>
    [JsonPropertyName("is_cut")]
    public bool IsCut { get; set; }
}
