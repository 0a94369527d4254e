using System.Globalization;

namespace AudioIO;

/// <summary>Turns an index that anybody may have written into files; nothing in it is believed before it was compared.</summary>
/// <param name="indexPath">Path of the index.</param>
internal sealed class IndexParser(string indexPath)
{
    /// <summary>FLAC decodes at most 65535 frames at once (RFC 9639 §8.2), a block of ADPCM has at most 131 066.</summary>
    private const int MaxFramesPerUnit = 1 << 17;

    private const int MaxNameLength = 64;

    /// <summary>Parts of a file; the tables that are read have 16-bit counts, triggered recorders write one for every silence.</summary>
    private const int MaxStretches = 1 << 20;

    /// <summary>What a triggered recorder can count: 32 bits of 2^8 frames.</summary>
    private const long MaxSilentFrames = 1L << 40;

    private readonly string _directory = Path.GetDirectoryName(Path.GetFullPath(indexPath))!;

    /// <exception cref="AudioFormatException">Something in it cannot be.</exception>
    public IReadOnlyList<IndexedFile> Parse(IndexDocument document)
    {
        if (document.Format != IndexDocument.FormatName) throw Fault("format", $"'{IndexDocument.FormatName}'", $"'{document.Format}'");
        if (document.Version != IndexDocument.CurrentVersion)
        {
            throw new AudioFormatException(AudioFormatErrorKind.Unsupported,
                $"Recording index: expected version {IndexDocument.CurrentVersion}, found {document.Version}", path: indexPath);
        }
        // The ranges of AudioInfo. Written so that a NaN fails.
        Require(document.Rate is >= 1 and <= uint.MaxValue, "rate", "1 to 4294967295 Hz", document.Rate);
        Require(document.Channels is >= 1 and <= 1024, "channels", "1 to 1024", document.Channels);
        Require(document.Files is { Count: > 0 }, "files", "at least one", "none");
        return [.. document.Files.Select((file, i) => Parse(document, file, i))];
    }

    private IndexedFile Parse(IndexDocument document, IndexDocumentFile? file, int i)
    {
        string place = $"files[{i}]";
        if (file is null) throw Fault(place, "a file", "null");
        Require(file.Bytes >= 0, $"{place}.bytes", "0 or more", file.Bytes);
        long maxFrames = long.MaxValue / document.Channels; // so that all samples can be counted
        Require(file.Frames >= 0 && file.Frames <= maxFrames, $"{place}.frames", $"0 to {maxFrames}", file.Frames);
        Require(file.Bits is >= 1 and <= 64, $"{place}.bits", "1 to 64", file.Bits);
        Require(file.ValidBits >= 0 && file.ValidBits <= file.Bits, $"{place}.validBits", $"0 to {file.Bits}", file.ValidBits);
        Require(file.FramesPerUnit is >= 0 and <= MaxFramesPerUnit, $"{place}.framesPerUnit",
            $"0 to {MaxFramesPerUnit}", file.FramesPerUnit);
        return new IndexedFile
        {
            Path = FullPath(file.Path, $"{place}.path"),
            LengthBytes = file.Bytes,
            ModifiedUtc = file.Modified.ToUniversalTime(),
            StartTime = ParseStart(file, $"{place}.start"),
            Stretches = ParseStretches(file, $"{place}.stretches"),
            FramesPerUnit = Math.Max(1, file.FramesPerUnit),
            Info = new AudioInfo
            {
                Format = Name(file.Format, $"{place}.format"),
                Encoding = ParseName<AudioEncoding>(file.Encoding, $"{place}.encoding"),
                BitsPerSample = file.Bits,
                ValidBitsPerSample = file.ValidBits,
                Rate = document.Rate,
                Channels = document.Channels,
                Frames = file.Frames,
                ChannelMask = file.ChannelMask,
            },
        };
    }

    private StartTime? ParseStart(IndexDocumentFile file, string place)
    {
        if (file.Start is not { } text) return null;
        return ParseStart(text, Name(file.StartOrigin, $"{place}Origin"), place);
    }

    private List<ClockStretch> ParseStretches(IndexDocumentFile file, string place)
    {
        if (file.Stretches is not { } stretches) return [];
        Require(stretches.Count <= MaxStretches, place, $"at most {MaxStretches}", stretches.Count);
        var parsed = new List<ClockStretch>(stretches.Count);
        foreach (IndexDocumentStretch? stretch in stretches)
        {
            bool follows = parsed.Count == 0 ? stretch?.Frame == 0 : stretch?.Frame > parsed[^1].StartFrame;
            bool isWithin = stretch?.Frame < file.Frames || (stretch?.Frame == file.Frames && stretch?.Silence > 0);
            Require(follows && isWithin, place, $"ascending frames from 0 below {file.Frames}", $"{stretch?.Frame}");
            // The numbers may be anybody's.
            bool isSilence = stretch!.Silence is null or (>= 0 and <= MaxSilentFrames) && stretch.StandIns >= 0;
            Require(isSilence, place, $"0 to {MaxSilentFrames} silent frames, and 0 or more for them", $"{stretch.Silence}, {stretch.StandIns}");
            bool isTimed = stretch.Start is not null
                ? file.Start is not null
                : stretch.Silence is not null || (parsed.Count == 0 && file.Start is null);
            Require(isTimed, place, "a start, as the file has, or a count of silent frames", $"'{stretch.Start}'");
            parsed.Add(new ClockStretch
            {
                StartFrame = stretch.Frame,
                StartTime = stretch.Start is null ? null : ParseStart(stretch.Start, file.StartOrigin!, place),
                SilentFrames = stretch.Silence,
                StandInFrames = stretch.StandIns,
            });
        }
        return parsed;
    }

    private StartTime ParseStart(string? text, string origin, string place)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (DateTime.TryParseExact(text, IndexDocument.LocalFormat, culture, DateTimeStyles.None, out DateTime local) &&
            StartTime.IsInRange(local))
        {
            return new StartTime { Local = local, Origin = origin };
        }
        return DateTimeOffset.TryParseExact(text, IndexDocument.ZonedFormat, culture, DateTimeStyles.None, out DateTimeOffset instant) &&
            StartTime.IsInRange(instant.DateTime)
            ? new StartTime { Local = instant.DateTime, UtcOffset = instant.Offset, Origin = origin }
            : throw Fault(place, "a date and time as 2024-05-01T20:00:00+02:00", $"'{text}'");
    }

    private string FullPath(string? path, string place)
    {
        // A path may hold everything but this; an empty one would be the directory.
        bool isPath = !string.IsNullOrEmpty(path) && !path.Contains('\0', StringComparison.Ordinal) && !Path.EndsInDirectorySeparator(path);
        if (!isPath) throw Fault(place, "the path of a file", $"'{path}'");
        return Path.GetFullPath(path!, _directory);
    }

    // Any name: whoever wrote the index may have had a format of another package, or known more origins of a time. It is shown, never acted
    // upon.
    private string Name(string? name, string place) =>
        name is { Length: > 0 and <= MaxNameLength }
            ? name
            : throw Fault(place, $"a name of at most {MaxNameLength} characters", $"{name?.Length ?? 0} characters");

    // Enum.TryParse also takes numbers and lists of names.
    private TEnum ParseName<TEnum>(string? name, string place)
        where TEnum : struct, Enum =>
        Enum.TryParse(name, out TEnum value) && value.ToString() == name && Enum.IsDefined(value)
            ? value
            : throw Fault(place, $"a name of {typeof(TEnum).Name}", $"'{name}'");

    private void Require<TValue>(bool isSound, string place, string expected, TValue found)
    {
        if (!isSound) throw Fault(place, expected, $"{found}");
    }

    private AudioFormatException Fault(string place, string expected, string found) =>
        new(AudioFormatErrorKind.Malformed, $"Recording index, {place}: expected {expected}, found {found}", path: indexPath);
}
