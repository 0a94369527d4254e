namespace AudioIO;

/// <summary>A range that is to be written, checked.</summary>
internal sealed record ExportRequest
{
    public required string Path { get; init; }

    /// <summary>First frame.</summary>
    public required long Start { get; init; }

    public required long Count { get; init; }

    /// <summary>The frame after the last one.</summary>
    public long Stop => Start + Count;

    public required ExportOptions Options { get; init; }

    public IProgress<double>? Progress { get; init; }

    public CancellationToken Cancellation { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the signal.</exception>
    public static ExportRequest Of(
        Signal signal,
        string path,
        long start,
        long count,
        ExportOptions? options,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, signal.Frames - count);
        return new ExportRequest
        {
            Path = path,
            Start = start,
            Count = count,
            Options = options ?? ExportOptions.Default,
            Progress = progress,
            Cancellation = cancellation,
        };
    }

    /// <summary>Writes the file.</summary>
    /// <param name="signal">Where the frames come from.</param>
    /// <param name="coding">How they are stored.</param>
    /// <param name="described">The recording whose metadata are kept; null for none.</param>
    /// <param name="move">Moves the frames.</param>
    public ExportReport Run(Signal signal, SampleCoding coding, AudioSource? described, Action<ExportTransfer> move)
    {
        var notes = new List<Diagnostic>();
        var layout = new WaveFileLayout
        {
            Coding = coding,
            Rate = WaveFileLayout.WholeRate(signal.Rate),
            // A signal computed from a recording may have other channels than it.
            ChannelMask = described?.Channels == coding.Channels ? described.Info.ChannelMask : 0,
            Chunks = described is null ? [] : ExcerptMetadata.Chunks(described, Start, Count, Options.KeepUnknownChunks, notes),
        };
        IEnumerable<string> own = [.. described?.OwnPaths ?? [], .. RecordingsUnder(signal).SelectMany(source => source.OwnPaths)];
        // Frames are those of a signal, whose values a long counts; of at most 8 bytes each they may be more than any disk has.
        long lengthBytes = Count <= long.MaxValue / coding.BlockBytes ? Count * coding.BlockBytes : long.MaxValue;
        using WholeFile target = ExportTarget.Create(Path, Options.Overwrite, isDurable: false, own, lengthBytes);
        long clipped;
        using (var writer = new WaveWriter(layout, Options.DitherSeed, target.Stream, leaveOpen: true))
        {
            move(new ExportTransfer(writer, Start, Count, Progress, Cancellation));
            clipped = writer.ClippedSamples;
        }
        target.Commit();
        return new ExportReport
        {
            Path = target.Path,
            Frames = Count,
            ClippedSamples = clipped,
            Diagnostics = described is null ? notes : [.. notes, .. DamageIn(described)],
        };
    }

    /// <summary>The recordings that a signal is read from, through all that it stands on.</summary>
    private static HashSet<AudioSource> RecordingsUnder(Signal signal)
    {
        HashSet<AudioSource> found = [];
        HashSet<Signal> seen = [];
        var open = new Stack<Signal>([signal]);
        while (open.TryPop(out Signal? next))
        {
            if (!seen.Add(next)) continue;
            if (next is AudioSource source) found.Add(source);
            foreach (Signal under in next.Over) open.Push(under);
        }
        return found;
    }

    /// <summary>The damage that reads as silence in the range, and the entry that says that more is not listed.</summary>
    private IEnumerable<Diagnostic> DamageIn(AudioSource source) => source.Diagnostics.Where(entry =>
        entry.Kind == DiagnosticKind.Damaged
            ? entry.StartFrame is null || (entry.StartFrame < Stop && entry.StartFrame + (entry.FrameCount ?? 1) > Start)
            : entry.Kind == DiagnosticKind.Ignored && entry is { Position: null, StartFrame: null, Path: null });
}
