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
    private string? _encodingName;
    private AudioEncoding _encoding;

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
        if (document.Rate is not (>= 1 and <= uint.MaxValue)) throw Fault("rate", "1 to 4294967295 Hz", $"{document.Rate}");
        if (document.Channels is not (>= 1 and <= 1024)) throw Fault("channels", "1 to 1024", $"{document.Channels}");
        if (document.Files is not { Count: > 0 }) throw Fault("files", "at least one", "none");
        return [.. document.Files.Select((file, i) => Parse(document, file, i))];
    }

    // Thousands of files are parsed at once: where something stands is put into words only for what cannot be.
    private IndexedFile Parse(IndexDocument document, IndexDocumentFile? file, int i)
    {
        if (file is null) throw Fault($"files[{i}]", "a file", "null");
        if (file.Bytes < 0) throw Fault(i, "bytes", "0 or more", file.Bytes);
        long maxFrames = long.MaxValue / document.Channels; // so that all samples can be counted
        if (file.Frames < 0 || file.Frames > maxFrames) throw Fault(i, "frames", $"0 to {maxFrames}", file.Frames);
        if (file.Bits is < 1 or > 64) throw Fault(i, "bits", "1 to 64", file.Bits);
        if (file.ValidBits < 0 || file.ValidBits > file.Bits) throw Fault(i, "validBits", $"0 to {file.Bits}", file.ValidBits);
        if (file.FramesPerUnit is < 0 or > MaxFramesPerUnit)
            throw Fault(i, "framesPerUnit", $"0 to {MaxFramesPerUnit}", file.FramesPerUnit);
        return new IndexedFile
        {
            Path = FullPath(file.Path, i),
            LengthBytes = file.Bytes,
            ModifiedUtc = file.Modified.ToUniversalTime(),
            StartTime = ParseStart(file, i),
            Stretches = file.Stretches is null ? [] : ParseStretches(file, file.Stretches, i),
            FramesPerUnit = Math.Max(1, file.FramesPerUnit),
            Info = new AudioInfo
            {
                Format = Name(file.Format, i, "format"),
                Encoding = ParseEncoding(file.Encoding, i),
                BitsPerSample = file.Bits,
                ValidBitsPerSample = file.ValidBits,
                Rate = document.Rate,
                Channels = document.Channels,
                Frames = file.Frames,
                ChannelMask = file.ChannelMask,
            },
        };
    }

    private StartTime? ParseStart(IndexDocumentFile file, int i)
    {
        if (file.Start is not { } text) return null;
        return ParseStart(text, Name(file.StartOrigin, i, "startOrigin"), i, "start");
    }

    private List<ClockStretch> ParseStretches(IndexDocumentFile file, IReadOnlyList<IndexDocumentStretch?> stretches, int i)
    {
        if (stretches.Count > MaxStretches) throw Fault(i, "stretches", $"at most {MaxStretches}", stretches.Count);
        var parsed = new List<ClockStretch>(stretches.Count);
        foreach (IndexDocumentStretch? stretch in stretches)
        {
            bool follows = parsed.Count == 0 ? stretch?.Frame == 0 : stretch?.Frame > parsed[^1].StartFrame;
            bool isWithin = stretch?.Frame < file.Frames || (stretch?.Frame == file.Frames && stretch?.Silence > 0);
            if (!follows || !isWithin) throw Fault(i, "stretches", $"ascending frames from 0 below {file.Frames}", stretch?.Frame);
            // The numbers may be anybody's.
            bool isSilence = stretch!.Silence is null or (>= 0 and <= MaxSilentFrames) && stretch.StandIns >= 0;
            if (!isSilence)
            {
                throw Fault(i, "stretches", $"0 to {MaxSilentFrames} silent frames, and 0 or more for them",
                    $"{stretch.Silence}, {stretch.StandIns}");
            }
            bool isTimed = stretch.Start is not null
                ? file.Start is not null
                : stretch.Silence is not null || (parsed.Count == 0 && file.Start is null);
            if (!isTimed) throw Fault(i, "stretches", "a start, as the file has, or a count of silent frames", $"'{stretch.Start}'");
            parsed.Add(new ClockStretch
            {
                StartFrame = stretch.Frame,
                StartTime = stretch.Start is null ? null : ParseStart(stretch.Start, file.StartOrigin!, i, "stretches"),
                SilentFrames = stretch.Silence,
                StandInFrames = stretch.StandIns,
            });
        }
        return parsed;
    }

    private StartTime ParseStart(string? text, string origin, int i, string field)
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
            : throw Fault(i, field, "a date and time as 2024-05-01T20:00:00+02:00", $"'{text}'");
    }

    private string FullPath(string? path, int i)
    {
        // A path may hold everything but this; an empty one would be the directory.
        bool isPath = !string.IsNullOrEmpty(path) && !path.Contains('\0', StringComparison.Ordinal) && !Path.EndsInDirectorySeparator(path);
        if (!isPath) throw Fault(i, "path", "the path of a file", $"'{path}'");
        return Path.GetFullPath(path!, _directory);
    }

    // Any name: whoever wrote the index may have had a format of another package, or known more origins of a time. It is shown, never acted
    // upon.
    private string Name(string? name, int i, string field) =>
        name is { Length: > 0 and <= MaxNameLength }
            ? name
            : throw Fault(i, field, $"a name of at most {MaxNameLength} characters", $"{name?.Length ?? 0} characters");

    private AudioEncoding ParseEncoding(string? name, int i)
    {
        // Neighbours have the same one. Enum.TryParse also takes numbers and lists of names.
        if (name is not null && name == _encodingName) return _encoding;
        bool isName = Enum.TryParse(name, out AudioEncoding encoding) && encoding.ToString() == name && Enum.IsDefined(encoding);
        if (!isName) throw Fault(i, "encoding", $"a name of {nameof(AudioEncoding)}", $"'{name}'");
        (_encodingName, _encoding) = (name, encoding);
        return encoding;
    }

    private AudioFormatException Fault<TValue>(int i, string field, string expected, TValue found) =>
        Fault($"files[{i}].{field}", expected, $"{found}");

    private AudioFormatException Fault(string place, string expected, string found) =>
        new(AudioFormatErrorKind.Malformed, $"Recording index, {place}: expected {expected}, found {found}", path: indexPath);
}
