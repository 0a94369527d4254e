using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioIO;

/// <summary>A work plan as it is written: the names here are those in the JSON.</summary>
internal sealed record PlanDocument
{
    public const string FormatName = "AudioIO work plan";

    public const int CurrentVersion = 1;

    /// <summary>As that of an index: people read it.</summary>
    public static PlanJson Json { get; } =
        new(new JsonSerializerOptions(PlanJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>SHA-256 of all that follows, as 64 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    public required string Job { get; init; }

    public required PlanDocumentCutting Cutting { get; init; }

    public required PlanDocumentReading Reading { get; init; }

    /// <summary>Number of frames of the corpus.</summary>
    public required long Frames { get; init; }

    public required IReadOnlyList<PlanDocumentPiece?> Pieces { get; init; }

    public required IndexDocument Index { get; init; }
}

/// <summary>The options of a plan.</summary>
internal sealed record PlanDocumentCutting
{
    public required long PieceFrames { get; init; }

    public required long TileFrames { get; init; }

    public required bool WholeFiles { get; init; }

    public required long FramesBefore { get; init; }

    public required long FramesAfter { get; init; }

    public required string Breaks { get; init; }
}

/// <summary>What of the options of opening decides which samples are read, and where.</summary>
internal sealed record PlanDocumentReading
{
    public required string FileOrder { get; init; }

    public required string OnJoin { get; init; }

    public required string OnDamage { get; init; }

    public required string Gaps { get; init; }

    /// <summary>In 100 ns.</summary>
    public required long MaxGapTicks { get; init; }

    /// <summary>Name of the zone; absent where none is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RecorderZone { get; init; }

    public static PlanDocumentReading Of(AudioLoaderOptions options) => new()
    {
        FileOrder = options.FileOrder.ToString(),
        OnJoin = options.OnJoin.ToString(),
        OnDamage = options.OnDamage.ToString(),
        Gaps = options.Gaps.ToString(),
        MaxGapTicks = options.MaxGap.Ticks,
        RecorderZone = options.RecorderZone?.Id,
    };
}

/// <summary>A piece.</summary>
internal sealed record PlanDocumentPiece
{
    /// <summary>First frame owned.</summary>
    public required long Start { get; init; }

    /// <summary>Number of frames owned.</summary>
    public required long Count { get; init; }

    /// <summary>Number of frames that are read before them; 0 where absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Before { get; init; }

    /// <summary>Number of frames that are read behind them; 0 where absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long After { get; init; }

    public static PlanDocumentPiece Of(WorkPiece piece) => new()
    {
        Start = piece.Owned.Start,
        Count = piece.Owned.Count,
        Before = piece.Owned.Start - piece.Reads.Start,
        After = piece.Reads.Stop - piece.Owned.Stop,
    };
}

/// <summary>Reading and writing without reflection, so that programs can be trimmed and compiled ahead of time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanJson : JsonSerializerContext;
