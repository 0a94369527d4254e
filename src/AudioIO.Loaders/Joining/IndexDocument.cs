using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioIO;

/// <summary>A recording index as it is written: the names here are those in the JSON.</summary>
internal sealed record IndexDocument
{
    public const string FormatName = "AudioIO recording index";

    public const int CurrentVersion = 1;

    // 100 ns is all that a DateTime resolves.
    public const string LocalFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    public const string ZonedFormat = LocalFormat + "zzz";

    /// <summary>People read the file: names in their own letters and offsets as <c>+02:00</c>. It is never put into a web page.</summary>
    public static IndexJson Json { get; } =
        new(new JsonSerializerOptions(IndexJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>Sampling rate of every file in Hz.</summary>
    public required double Rate { get; init; }

    /// <summary>Number of channels of every file.</summary>
    public required int Channels { get; init; }

    public required IReadOnlyList<IndexDocumentFile> Files { get; init; }

    /// <param name="files">At least one file.</param>
    /// <param name="directory">Where the index is written: paths are relative to it where they can be.</param>
    public static IndexDocument Of(IReadOnlyList<IndexedFile> files, string directory) => new()
    {
        Format = FormatName,
        Version = CurrentVersion,
        Rate = files[0].Info.Rate,
        Channels = files[0].Info.Channels,
        Files = [.. files.Select(file => IndexDocumentFile.Of(file, directory))],
    };
}

/// <summary>A file of the recording.</summary>
internal sealed record IndexDocumentFile
{
    /// <summary>
    /// Relative to the directory of the index, with <c>/</c> between its parts; absolute only where it lies on another drive.
    /// </summary>
    public required string Path { get; init; }

    public required long Bytes { get; init; }

    /// <summary>UTC, to 100 ns.</summary>
    public required DateTime Modified { get; init; }

    public required string Format { get; init; }

    public required string Encoding { get; init; }

    public required int Bits { get; init; }

    /// <summary>As many as <see cref="Bits"/> where absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ValidBits { get; init; }

    /// <summary>0, for none, where absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public uint ChannelMask { get; init; }

    public required long Frames { get; init; }

    /// <summary>Frames that are decoded at once; 1 where absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FramesPerUnit { get; init; }

    /// <summary>ISO 8601, with an offset where the file names a zone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Start { get; init; }

    /// <summary>Where the file says so; see <see cref="StartTime.Origin"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? StartOrigin { get; init; }

    /// <summary>The parts of the file with a start of their own, in ascending order from frame 0; absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IndexDocumentStretch?>? Stretches { get; init; }

    public static IndexDocumentFile Of(IndexedFile file, string directory)
    {
        AudioInfo info = file.Info;
        string path = System.IO.Path.GetRelativePath(directory, file.Path);
        return new IndexDocumentFile
        {
            // On systems where \ is a letter of a name it stays one.
            Path = System.IO.Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path,
            Bytes = file.LengthBytes,
            Modified = file.ModifiedUtc,
            Format = info.Format,
            Encoding = info.Encoding.ToString(),
            Bits = info.BitsPerSample,
            ValidBits = info.ValidBitsPerSample == info.BitsPerSample ? 0 : info.ValidBitsPerSample,
            ChannelMask = info.ChannelMask,
            Frames = info.Frames,
            FramesPerUnit = file.FramesPerUnit == 1 ? 0 : file.FramesPerUnit,
            Start = file.StartTime is { } start ? TimeText(start) : null,
            StartOrigin = file.StartTime?.Origin,
            Stretches = file.Stretches.Count == 0 ? null : [.. file.Stretches.Select(IndexDocumentStretch.Of)],
        };
    }

    internal static string TimeText(StartTime start) => start.Instant is { } instant
        ? instant.ToString(IndexDocument.ZonedFormat, CultureInfo.InvariantCulture)
        : start.Local.ToString(IndexDocument.LocalFormat, CultureInfo.InvariantCulture);
}

/// <summary>A part of a file that was recorded without a break.</summary>
internal sealed record IndexDocumentStretch
{
    public required long Frame { get; init; }

    /// <summary>As the start of a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Start { get; init; }

    /// <summary>Silent frames before it that the recorder counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Silence { get; init; }

    /// <summary>Frames before it that stand for them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int StandIns { get; init; }

    public static IndexDocumentStretch Of(ClockStretch stretch) => new()
    {
        Frame = stretch.StartFrame,
        Start = stretch.StartTime is { } start ? IndexDocumentFile.TimeText(start) : null,
        Silence = stretch.SilentFrames,
        StandIns = stretch.StandInFrames,
    };
}

/// <summary>Reading and writing without reflection, so that programs can be trimmed and compiled ahead of time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IndexDocument))]
internal sealed partial class IndexJson : JsonSerializerContext;
