using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Which frames are read, where each spectrum begins and which column of the picture it belongs to. Pure arithmetic: nothing is read here.
/// A spectrum belongs to the column in which its middle lies, so half a spectrum is read before and after the frames shown, where the
/// recording has them.
/// </summary>
internal sealed record AnalysisPlan
{
    /// <summary>Values per batch of spectra: enough work for every core between two reads, a few megabytes at the most.</summary>
    private const int ValuesPerBatch = 1 << 19;

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

    /// <summary>Frames from one spectrum to the next, 1 to <see cref="FftSize"/>.</summary>
    public required int Hop { get; init; }

    /// <summary>Columns of the picture.</summary>
    public required int Columns { get; init; }

    /// <summary>Spectra computed from one block.</summary>
    public int SpectraPerBlock => Math.Clamp(ValuesPerBatch / FftSize, 16, 256);

    /// <summary>Frames of a block: what <see cref="SpectraPerBlock"/> spectra cover.</summary>
    public int BlockFrames => ((SpectraPerBlock - 1) * Hop) + FftSize;

    /// <summary>Frames that a block repeats from the one before, so that the next spectrum follows after one hop.</summary>
    public int BlockOverlap => FftSize - Hop;

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
