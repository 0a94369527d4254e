using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Which frames are read, where each spectrum begins and which column of the picture it belongs to. Pure arithmetic: nothing is read here.
/// A spectrum belongs to the column in which its middle lies, so half a spectrum is read before and after the frames shown, where the
/// recording has them.
/// </summary>
internal sealed record AnalysisPlan
{
    /// <summary>First frame shown.</summary>
    public required long From { get; init; }

    /// <summary>Frame after the last one shown.</summary>
    public required long To { get; init; }

    /// <summary>First frame read.</summary>
    public required long ReadStart { get; init; }

    /// <summary>Frame after the last one read.</summary>
    public required long ReadStop { get; init; }

    /// <summary>Frames per spectrum.</summary>
    public required int FftSize { get; init; }

    /// <summary>Values of a transform: those frames, and zeros.</summary>
    public required int PaddedSize { get; init; }

    /// <summary>Frames from one spectrum to the next, 1 to <see cref="FftSize"/>.</summary>
    public required int Hop { get; init; }

    /// <summary>Columns of the picture.</summary>
    public required int Columns { get; init; }

    /// <summary>Where nothing was recorded, in order: spectra of nothing else do not count, and columns of nothing else stay blank.</summary>
    public IReadOnlyList<FrameRange> Pauses { get; init; } = [];

    /// <summary>Number of spectra, at least one.</summary>
    public long Spectra => GridSpectra + (TailStart is null ? 0 : 1);

    /// <summary>Number of spectra at equal distances; the tail comes after them.</summary>
    public long GridSpectra => ReadStop - ReadStart < FftSize ? 0 : ((ReadStop - ReadStart - FftSize) / Hop) + 1;

    /// <summary>
    /// Start of a last spectrum that ends with the frames read, where the hops do not end there; null where nothing is left over.
    /// A recording shorter than a spectrum has this one alone.
    /// </summary>
    public long? TailStart
    {
        get
        {
            long rest = ReadStop - ReadStart - FftSize;
            if (rest < 0) return ReadStart;
            return rest % Hop == 0 ? null : ReadStop - FftSize;
        }
    }

    /// <summary>Plans the analysis.</summary>
    /// <param name="options">What to draw.</param>
    /// <param name="rate">Frames per second in Hz.</param>
    /// <param name="frames">Frames of the recording.</param>
    /// <param name="columns">Columns of the picture.</param>
    /// <exception cref="UsageException">The range of time holds no frames.</exception>
    public static AnalysisPlan Create(SpectrogramOptions options, double rate, long frames, int columns)
    {
        if (frames == 0) throw new UsageException("The recording holds no frames.");
        long from = FrameAt(options.From ?? TimeSpan.Zero, rate);
        long to = options.To is { } end ? Math.Min(FrameAt(end, rate), frames) : frames;
        if (from >= frames)
        {
            throw new UsageException($"--from {TimeText.Format(from / rate)} lies beyond the end of the recording, " +
                $"which lasts {TimeText.Format(frames / rate, 3)}.");
        }
        if (to <= from) throw new UsageException("--to must lie after --from.");

        int half = options.FftSize / 2;
        return new AnalysisPlan
        {
            From = from,
            To = to,
            ReadStart = Math.Max(0, from - half),
            ReadStop = Math.Min(frames, to + half),
            FftSize = options.FftSize,
            PaddedSize = options.FftSize * options.Padding,
            Hop = Hops(options, to - from, columns),
            Columns = columns,
        };
    }

    /// <summary>
    /// The column of the spectrum that begins at a frame; what lies beside the picture at the recording's ends belongs to the outermost
    /// column.
    /// </summary>
    public int ColumnOf(long startFrame)
    {
        double middle = startFrame + (FftSize / 2.0);
        return (int)Math.Clamp((middle - From) * Columns / (To - From), 0, Columns - 1);
    }

    /// <summary>The first frame of a spectrum.</summary>
    /// <param name="spectrum">Its number, 0 to <see cref="Spectra"/> − 1.</param>
    public long StartOf(long spectrum) => spectrum < GridSpectra ? ReadStart + (spectrum * Hop) : TailStart!.Value;

    /// <summary>The first spectrum that belongs to a column or a later one; <see cref="Spectra"/> where there is none.</summary>
    public long FirstSpectrumOf(int column)
    {
        long low = 0, high = Spectra;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (ColumnOf(StartOf(middle)) < column) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The frames that a column shows, at least one; From is the first, To the one after the last.</summary>
    public (long From, long To) FramesOf(int column)
    {
        // At most 2^14 columns: the product for a recording of 2^49 frames still fits.
        long shown = To - From, from = From + (shown * column / Columns);
        return (from, Math.Max(from + 1, From + (shown * (column + 1) / Columns)));
    }

    /// <summary>True where nothing was recorded in all of some frames.</summary>
    /// <param name="start">First of them.</param>
    /// <param name="stop">The one after the last.</param>
    public bool IsPause(long start, long stop)
    {
        int low = 0, high = Pauses.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Pauses[middle].Stop <= start) low = middle + 1;
            else high = middle;
        }
        return low < Pauses.Count && Pauses[low].Start <= start && stop <= Pauses[low].Stop;
    }

    /// <summary>True where a column shows time in which nothing was recorded.</summary>
    public bool IsBlank(int column)
    {
        (long from, long to) = FramesOf(column);
        return IsPause(from, to);
    }

    private static int Hops(SpectrogramOptions options, long shown, int columns)
    {
        if (options.Overlap is { } overlap) return Math.Max(1, (int)Math.Round(options.FftSize * (1 - overlap)));

        // The same number of spectra in every column, at least one, none more than half a spectrum after the one before:
        // columns of two and of three spectra by turns would show as stripes.
        double perColumn = (double)shown / columns;
        double spectra = Math.Ceiling(perColumn / (options.FftSize / 2.0));
        return Math.Max(1, (int)(perColumn / spectra));
    }

    private static long FrameAt(TimeSpan time, double rate) => (long)Math.Round(time.TotalSeconds * rate);
}
