namespace AudioIO.Samples.Viewer;

/// <summary>
/// Coarse columns of spectrograms of all channels, for every size that was asked for: computed once, and kept in files, so that the picture of
/// a day is there at once the next time.
/// </summary>
/// <param name="samples">The samples.</param>
/// <param name="store">Where they are kept.</param>
internal sealed class KeptSpectrograms(Signal<float> samples, OverviewStore store) : IDisposable
{
    /// <summary>
    /// The finest level that is kept: of 512 spectra at half a window's distance. With all coarser ones it is a thirty-second byte for every
    /// frame and channel. What is finer is computed while somebody waits.
    /// </summary>
    private const int FirstLevel = 9;

    /// <summary>Values read at once.</summary>
    private const int MostValues = 1 << 18;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, SpectrogramLevels> _levels = [];

    /// <summary>A size was asked for that was not there before.</summary>
    public event Action? Asked;

    /// <summary>Which share of what was asked for is there, 0 to 1.</summary>
    public double Filled
    {
        get
        {
            double least = 1;
            foreach (SpectrogramLevels levels in All())
                if (!levels.IsComplete) least = Math.Min(least, levels.FilledTo / (double)levels.Spectrogram.Frames);
            return least;
        }
    }

    /// <summary>Why they are not kept; null where all is well.</summary>
    public string? Fault =>
        All().SelectMany(levels => levels.Parts).FirstOrDefault(part => part.Fault is not null)?.Fault?.Message;

    /// <summary>Computes what was asked for and is not there yet.</summary>
    /// <param name="progress">Told after every column.</param>
    /// <param name="end">Ends it.</param>
    public async Task BuildAsync(IProgress<long> progress, CancellationToken end)
    {
        foreach (SpectrogramLevels levels in All()) await levels.BuildAsync(progress, end);
    }

    /// <summary>Reads columns of one channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="size">Frames of a spectrum.</param>
    /// <param name="perColumn">Spectra of a column, a power of two.</param>
    /// <param name="first">The first column.</param>
    /// <param name="isPeak">True for the highest, false for the mean of its spectra.</param>
    /// <param name="columns">Room for whole columns; what lies beyond the end stays as it is.</param>
    /// <param name="wait">Ends it when nobody waits any more.</param>
    /// <returns>False where they are not kept, or not there yet.</returns>
    public bool TryRead(int channel, int size, long perColumn, long first, bool isPeak, Span<float> columns, CancellationToken wait)
    {
        int level = (int)long.Log2(perColumn), bins = (size / 2) + 1;
        if (level < FirstLevel) return false;
        SpectrogramLevels levels = Find(size);
        using Signal<float> signal = isPeak ? levels.Max(level) : levels.Mean(level);
        // As many as there is room for.
        int count = (int)Math.Clamp(signal.Frames - first, 0, columns.Length / bins);
        if (levels.FilledTo < Math.Min((first + count) << level, levels.Spectrogram.Frames)) return false;
        int atOnce = Math.Max(1, MostValues / signal.ValuesPerFrame);
        float[] block = new float[Math.Min(atOnce, count) * signal.ValuesPerFrame];
        for (int at = 0; at < count; at += atOnce)
        {
            wait.ThrowIfCancellationRequested();
            int some = Math.Min(atOnce, count - at);
            signal.Read(first + at, block.AsSpan(0, some * signal.ValuesPerFrame));
            for (int i = 0; i < some; i++)
                block.AsSpan((i * signal.ValuesPerFrame) + (channel * bins), bins).CopyTo(columns[((at + i) * bins)..]);
        }
        return true;
    }

    public void Dispose()
    {
        foreach (SpectrogramLevels levels in All())
        {
            levels.Dispose();
            levels.Spectrogram.Dispose();
        }
    }

    private SpectrogramLevels[] All()
    {
        lock (_lock) return [.. _levels.Values];
    }

    private SpectrogramLevels Find(int size)
    {
        SpectrogramLevels? levels;
        lock (_lock)
        {
            if (_levels.TryGetValue(size, out levels)) return levels;
            // Through joins, as what is computed at once: a column has its place by its number alone.
            SpectrogramSignal<float> spectrogram = samples.Spectrogram(size, size / 2, alignment: SpectrumAlignment.Center, across: Breaks.Through);
            levels = spectrogram.Levels(store, FirstLevel);
            _levels.Add(size, levels);
        }
        Asked?.Invoke();
        return levels;
    }
}
