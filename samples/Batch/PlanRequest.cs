namespace AudioIO.Samples.Batch;

/// <summary>What the user asked for.</summary>
internal sealed record PlanRequest
{
    public required string[] Recordings { get; init; }

    public required string Output { get; init; }

    public required int Minutes { get; init; }

    public TimeZoneInfo? Zone { get; init; }

    public bool Force { get; init; }

    public bool SilencesDamage { get; init; }

    public required int Size { get; init; }

    /// <summary>Empty for the octaves.</summary>
    public FrequencyBand[] Bands { get; init; } = [];

    /// <summary>Null for everything.</summary>
    public FrequencyBand? EventBand { get; init; }

    public required double ThresholdDb { get; init; }

    public required double PauseSeconds { get; init; }

    public required double LongestSeconds { get; init; }
}
