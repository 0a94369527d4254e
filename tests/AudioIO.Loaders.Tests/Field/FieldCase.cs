namespace AudioIO.Tests.Field;

/// <summary>A file of a kind that was met in the field, how it is brought to a reader, and all that must come out.</summary>
/// <param name="variant">Which one of its kind.</param>
/// <param name="make">Makes it.</param>
internal sealed class FieldCase(string variant, Func<FieldFile> make)
{
    private readonly Lazy<FieldFile> _file = new(() => FieldMeasuring.Complete(make()));
    private readonly Dictionary<FieldWay, string> _reasons = [];

    public string Variant => variant;

    public FieldFile File => _file.Value;

    /// <summary>Name of the file in its folder.</summary>
    public string FileName { get; init; } = "recording";

    /// <summary>
    /// What <see cref="AudioSource.Diagnostics"/> must have, and nothing else, when all was read; damage that <see cref="FieldFile.Lost"/> names
    /// needs no note.
    /// </summary>
    public FieldNote[] Notes { get; init; } = [];

    /// <summary>What may be told besides, where that depends on where reading began.</summary>
    public FieldNote[] MayBeTold { get; init; } = [];

    /// <summary>Why it does not come out as it should in some way, until that is mended; null where it does.</summary>
    public string? Fails { get; init; }

    /// <summary>How it is refused; null where it is opened.</summary>
    public FieldRefusal? Refusal { get; init; }

    /// <summary>As <see cref="StartTime.ToString"/> writes it, and its origin; null where there is none.</summary>
    public (string Text, string Origin)? Start { get; init; }

    /// <summary>Values of the metadata by their keys.</summary>
    public (string Key, string Value)[] Texts { get; init; } = [];

    public AudioLoaderOptions Options { get; init; } = AudioLoaderOptions.Default;

    /// <summary>What else holds of the recording, wherever it is opened by itself.</summary>
    public Action<AudioSource>? Also { get; init; }

    /// <summary>How its bytes come as a stream; null for a stream as streams are.</summary>
    public Func<byte[], Stream>? Streamed { get; init; }

    /// <summary>Lays it into a folder and gives its path; null for a file as files are.</summary>
    public Func<TemporaryFolder, string>? Laid { get; init; }

    /// <summary>By how much the times of all files are other ones when an index of them is opened again.</summary>
    public TimeSpan CopiedLater { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most that opening it may cost; null where the kind is not about cost.</summary>
    public FieldCost? Cost { get; init; }

    /// <summary>
    /// True where, while it grows, what was read may turn out to have been something else: then refreshing throws that it has changed, which is
    /// as right as being what it is when opened anew.
    /// </summary>
    public bool MayChangeWhileItGrows { get; init; }

    /// <summary>
    /// Frames at the end that may turn out to be something else while it grows, as a code word of which the first samples are written.
    /// </summary>
    public int ProvisionalFrames { get; init; }

    public bool IsFlac => File.Bytes.AsSpan().StartsWith("fLaC"u8);

    public Stream AsStream() => Streamed?.Invoke(File.Bytes) ?? new MemoryStream(File.Bytes, writable: false);

    /// <summary>Says that a way does not apply, and why.</summary>
    public FieldCase Without(FieldWay way, string reason)
    {
        _reasons[way] = reason;
        return this;
    }

    /// <summary>Why a way does not apply; null where it does.</summary>
    public string? WhyNot(FieldWay way) => Fails ?? _reasons.GetValueOrDefault(way) ?? way switch
    {
        FieldWay.Blocks or FieldWay.PcmStream or FieldWay.Index or FieldWay.Growing when Refusal is not null => "Nothing is opened.",
        FieldWay.Verify when Refusal is not null || !IsFlac => "Only FLAC has checksums to verify.",
        FieldWay.Cost when Cost is null => "The kind is not about cost.",
        FieldWay.Path or FieldWay.Index when Streamed is not null && Laid is null => "It is the stream that is odd, not the file.",
        FieldWay.Growing when Streamed is not null => "A stream that is odd gets no more bytes.",
        _ => null,
    };
}

/// <summary>What a file is made of, and what is read from it.</summary>
internal sealed record FieldFile
{
    /// <param name="bytes">Content of the file.</param>
    /// <param name="samples">Interleaved samples that must come out, unscaled; 0 where they are lost.</param>
    /// <param name="channels">Number of channels.</param>
    public FieldFile(byte[] bytes, IReadOnlyList<int> samples, int channels = 1)
        : this(bytes, samples.Count / channels, i => samples[(int)i], channels)
    {
    }

    /// <param name="bytes">Content of the file.</param>
    /// <param name="frames">Its length.</param>
    /// <param name="value">The interleaved sample of an index.</param>
    /// <param name="channels">Number of channels.</param>
    public FieldFile(byte[] bytes, long frames, Func<long, int> value, int channels = 1) =>
        (Bytes, Frames, Value, Channels) = (bytes, frames, value, channels);

    public byte[] Bytes { get; }

    public long Frames { get; init; }

    public Func<long, int> Value { get; init; }

    public int Channels { get; init; }

    /// <summary>Bits of a sample: what full scale is.</summary>
    public int Bits { get; init; } = 16;

    /// <summary>What cannot be read, in pieces as exceptions name it.</summary>
    public IReadOnlyList<FrameRange> Lost { get; init; } = [];

    /// <summary>
    /// Frames that may be lost at most where it is not known beforehand which; null where <see cref="Lost"/> says it. What is lost is then
    /// measured once, and must be the same in every way.
    /// </summary>
    public long? MostLost { get; init; }

    /// <summary>True where the samples, too, are taken from the file as it is opened whole: a row about growth compares with that alone.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>True where it is too long to be read as a whole in every way: then parts of it are.</summary>
    public bool IsLong => Frames > 1 << 20;
}

/// <summary>An entry that must be on the diagnostics.</summary>
internal sealed record FieldNote(DiagnosticKind Kind, string Words, long? Position = null)
{
    public bool Fits(Diagnostic entry) => entry.Kind == Kind && entry.Message.Contains(Words, StringComparison.Ordinal) &&
        (Position is null || entry.Position == Position);
}

/// <summary>How a file is refused: one of two types of exception, and words of its message.</summary>
internal sealed record FieldRefusal(Type Exception, string Words)
{
    /// <summary>Words where the bytes have no name, as those of a stream; null for the same.</summary>
    public string? WordsWithoutName { get; init; }

    /// <summary>The exception for a stream, where it is misuse; null for the same.</summary>
    public Type? ExceptionOfStream { get; init; }
}

/// <summary>The most that opening a file may cost.</summary>
internal sealed record FieldCost(long BytesRead, long BytesAllocated);
