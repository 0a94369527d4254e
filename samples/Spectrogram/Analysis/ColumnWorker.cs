namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Computes columns of the picture from their frames. Reads what it needs by position, piece by piece, so that its memory depends on the
/// spectrum and not on the recording. Used by one thread at a time; any number of them work on different columns.
/// </summary>
internal sealed class ColumnWorker
{
    /// <summary>Samples read at once: pieces and spectra stay within the cache of a core.</summary>
    private const int PieceValues = 1 << 17;

    /// <summary>Powers computed at once, likewise.</summary>
    private const int BatchValues = 1 << 17;

    private const int MostPieceValues = 1 << 23;

    private readonly Signal<float> _signal;
    private readonly AnalysisPlan _plan;
    private readonly SpectrumTransform _transform;
    private readonly int[] _channels;
    private readonly ChannelLevels[] _levels;
    private readonly ColumnAccumulator[] _accumulators;
    private readonly int _pieceFrames;
    private readonly float[] _frames;
    private readonly float[][] _planes; // the frames from _start on, channel by channel
    private readonly float[] _powers;
    private readonly int _batch;
    private long _start;
    private int _count;

    /// <summary>Makes room.</summary>
    /// <param name="signal">What is shown.</param>
    /// <param name="plan">Which frames are read, and where they belong.</param>
    /// <param name="transform">Spectra of the plan's size.</param>
    /// <param name="rule">What becomes of several spectra in one column.</param>
    /// <param name="channels">The channels that are shown.</param>
    /// <param name="levels">Where the columns of each of them go.</param>
    public ColumnWorker(
        Signal<float> signal, AnalysisPlan plan, SpectrumTransform transform, ColumnRule rule, int[] channels, ChannelLevels[] levels)
    {
        (_signal, _plan, _transform, _channels, _levels) = (signal, plan, transform, channels, levels);
        _accumulators = [.. channels.Select(_ => new ColumnAccumulator(transform.Bins, rule))];
        _pieceFrames = PieceFrames(signal, plan);
        _frames = new float[_pieceFrames * signal.Channels];
        _planes = [.. channels.Select(_ => new float[plan.FftSize + _pieceFrames])];
        _batch = Math.Clamp(BatchValues / transform.Bins, 16, 64);
        _powers = new float[_batch * transform.Bins];
    }

    /// <summary>Computes columns.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="stop">The one after the last.</param>
    public void Run(int first, int stop)
    {
        long spectrum = _plan.FirstSpectrumOf(first), lastSpectrum = _plan.FirstSpectrumOf(stop);
        long from = long.MaxValue, to = 0;
        if (_levels[0].Extents is not null) (from, to) = (_plan.FramesOf(first).From, _plan.FramesOf(stop - 1).To);
        if (spectrum < lastSpectrum)
        {
            from = Math.Min(from, _plan.StartOf(spectrum));
            to = Math.Max(to, Math.Min(_plan.StartOf(lastSpectrum - 1) + _plan.FftSize, _plan.ReadStop));
        }

        int column = first;
        (_start, _count) = (from, 0);
        for (long position = from; position < to; position = _start + _count)
        {
            int count = Read(position, to);
            column = AddExtents(column, stop, position, count);
            spectrum = AddSpectra(spectrum, lastSpectrum);
            Forget(spectrum < lastSpectrum ? _plan.StartOf(spectrum) : long.MaxValue);
        }
        for (int c = 0; c < _channels.Length; c++) _accumulators[c].Close(_levels[c]);
    }

    /// <summary>Reads up to the next multiple of a piece, where the units end in which the signal is computed.</summary>
    /// <returns>Number of frames.</returns>
    private int Read(long position, long to)
    {
        long end = Math.Min(((position / _pieceFrames) + 1) * _pieceFrames, to);
        int count = (int)(end - position);
        Span<float> values = _frames.AsSpan(0, count * _signal.Channels);
        _signal.Read(position, values);
        var frames = new FrameSpan<float>(values, _signal.Channels);
        for (int c = 0; c < _channels.Length; c++) frames.CopyChannelTo(_channels[c], _planes[c].AsSpan(_count, count));
        _count += count;
        return count;
    }

    /// <summary>Adds frames that were just read to the extents of their columns.</summary>
    /// <returns>The first column that has more frames to come.</returns>
    private int AddExtents(int column, int stop, long position, int count)
    {
        if (_levels[0].Extents is null) return column;
        for (; column < stop; column++)
        {
            (long from, long to) = _plan.FramesOf(column);
            long first = Math.Max(from, position), end = Math.Min(to, position + count);
            if (first < end)
            {
                for (int c = 0; c < _channels.Length; c++)
                    _levels[c].Extents!.Add(column, _planes[c].AsSpan((int)(first - _start), (int)(end - first)));
            }
            if (to > position + count) break;
        }
        return column;
    }

    /// <summary>Adds the spectra whose frames are there.</summary>
    /// <returns>The first one whose frames are not.</returns>
    private long AddSpectra(long spectrum, long last)
    {
        while (spectrum < last)
        {
            long start = _plan.StartOf(spectrum), there = _start + _count - start;
            if (spectrum >= _plan.GridSpectra)
            {
                if (_start + _count < _plan.ReadStop) break;
                AddTail(start);
                return spectrum + 1;
            }
            if (there < _plan.FftSize) break;
            long most = Math.Min(((there - _plan.FftSize) / _plan.Hop) + 1, Math.Min(last, _plan.GridSpectra) - spectrum);
            int count = (int)Math.Min(most, _batch);
            for (int c = 0; c < _channels.Length; c++)
            {
                Span<float> powers = _powers.AsSpan(0, count * _transform.Bins);
                _transform.Powers(_planes[c].AsSpan((int)(start - _start)), _plan.Hop, powers);
                AddColumns(c, start, powers);
            }
            spectrum += count;
        }
        return spectrum;
    }

    /// <summary>Adds spectra, the first of which begins at a frame, to the columns that they belong to.</summary>
    private void AddColumns(int channel, long start, ReadOnlySpan<float> powers)
    {
        while (!powers.IsEmpty)
        {
            int column = _plan.ColumnOf(start), count = 1, all = powers.Length / _transform.Bins;
            bool isPause = IsPause(start);
            for (; count < all; count++)
            {
                long next = start + ((long)count * _plan.Hop);
                if (_plan.ColumnOf(next) != column || IsPause(next) != isPause) break;
            }
            if (!isPause) _accumulators[channel].Add(_levels[channel], column, powers[..(count * _transform.Bins)]);
            start += (long)count * _plan.Hop;
            powers = powers[(count * _transform.Bins)..];
        }
    }

    /// <summary>True for a spectrum of nothing but time in which nothing was recorded: it would thin out the levels beside it.</summary>
    private bool IsPause(long start) => _plan.IsPause(start, start + _plan.FftSize);

    /// <summary>The last spectrum, which ends with the frames read.</summary>
    private void AddTail(long start)
    {
        int count = (int)(_plan.ReadStop - start);
        float[] samples = new float[_plan.FftSize];
        for (int c = 0; c < _channels.Length; c++)
        {
            // A recording shorter than a spectrum lies in its middle, where the window lets it pass, with silence around it.
            _planes[c].AsSpan((int)(start - _start), count).CopyTo(samples.AsSpan((_plan.FftSize - count) / 2));
            Span<float> powers = _powers.AsSpan(0, _transform.Bins);
            _transform.Powers(samples, 0, powers);
            AddColumns(c, start, powers);
        }
    }

    /// <summary>Drops the frames before one.</summary>
    private void Forget(long frame)
    {
        int count = (int)(Math.Min(frame, _start + _count) - _start);
        if (count <= 0) return;
        foreach (float[] plane in _planes) plane.AsSpan(count, _count - count).CopyTo(plane);
        _start += count;
        _count -= count;
    }

    /// <summary>
    /// Frames of a piece: whole units of the signal, and where spectra are long, enough for those that are computed side by side.
    /// </summary>
    private static int PieceFrames(Signal<float> signal, AnalysisPlan plan)
    {
        long most = Math.Max(MostPieceValues / signal.Channels, 1), unit = signal.FramesPerUnit;
        long wished = Math.Max(PieceValues / signal.Channels, Math.Min(16L * plan.Hop, most));
        return (int)Math.Max((wished + unit - 1) / unit * unit, 1);
    }
}
