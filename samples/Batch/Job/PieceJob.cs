namespace AudioIO.Samples.Batch;

/// <summary>
/// Computes the rows of a piece: the levels of its minutes, and the events that begin in it. Both are functions of their place in the corpus,
/// so that they do not depend on how it is cut; what lies around the piece is read as far as the plan says, and no farther.
/// </summary>
internal sealed class PieceJob
{
    /// <summary>1 MiB of floats at once: within the cache of a processor.</summary>
    private const int BlockValues = 1 << 18;

    private readonly JobSettings _settings;
    private readonly CorpusRows _rows;
    private readonly SpectrogramSignal<float> _spectrogram;
    private readonly BandPowers _powers;
    private readonly EventFinder[] _finders; // of every channel
    private readonly MinuteLevels _minute;

    /// <param name="source">The corpus.</param>
    /// <param name="signal">Its samples.</param>
    /// <param name="settings">What to compute.</param>
    /// <param name="planFolder">What paths in rows are relative to.</param>
    public PieceJob(AudioSource source, Signal<float> signal, JobSettings settings, string planFolder)
    {
        _settings = settings;
        _rows = new CorpusRows(source, planFolder, settings);
        _spectrogram = signal.Spectrogram(settings.Size, settings.Hop, scaling: SpectrumScaling.Density);
        _powers = new BandPowers(_spectrogram, [.. settings.Bands, settings.EventBand]);
        double threshold = Level.PowerOf(settings.ThresholdDb);
        _finders = [.. Enumerable.Range(0, signal.Channels).Select(_ => new EventFinder(threshold, settings.JoinedColumns, settings.LongestColumns))];
        _minute = new MinuteLevels(signal.Channels * settings.Bands.Length, settings.MinuteFrames / settings.Hop);
    }

    /// <summary>The rows of a piece, in the order of time, then of channels and bands.</summary>
    public (List<LevelRow> Levels, List<EventRow> Events) Run(WorkPiece piece)
    {
        var levels = new List<LevelRow>();
        var events = new List<EventRow>();
        IReadOnlyList<FrameRange> stretches = _spectrogram.Source.ContinuousRanges, columns = _spectrogram.ContinuousRanges;
        for (int i = 0; i < stretches.Count; i++)
        {
            FrameRange owned = piece.Owned.Intersect(stretches[i]);
            if (!owned.IsEmpty) Run(new StretchPart(stretches[i], columns[i], owned), levels, events);
        }
        return (levels, events);
    }

    private void Run(StretchPart part, List<LevelRow> levels, List<EventRow> events)
    {
        int hop = _settings.Hop, channels = _finders.Length, bins = _spectrogram.FrameShape[1];
        FrameRange own = part.OwnedColumns(hop);
        long first = Math.Max(0, own.Start - _settings.JoinedColumns - 1);
        long stop = Math.Min(part.Columns.Count, own.Stop + _settings.LongestColumns + _settings.JoinedColumns);
        foreach (EventFinder finder in _finders) finder.Begin(isBeginning: first == 0);
        int most = Math.Max(1, BlockValues / _spectrogram.ValuesPerFrame);
        float[] block = new float[(int)Math.Min(most, stop - first) * _spectrogram.ValuesPerFrame];
        double[] powers = new double[_powers.Count];
        double[] ofBands = new double[channels * _settings.Bands.Length];
        for (long column = first; column < stop;)
        {
            // What comes behind the piece is for the events that began in it.
            if (column >= own.Stop && !_finders.Any(finder => finder.IsOpen)) break;
            long end = column < own.Stop ? own.Stop : stop;
            int count = (int)Math.Min(most, end - column);
            _spectrogram.Read(part.Columns.Start + column, block.AsSpan(0, count * _spectrogram.ValuesPerFrame));
            for (int i = 0; i < count; i++, column++)
            {
                bool isOwned = column >= own.Start && column < own.Stop;
                for (int channel = 0; channel < channels; channel++)
                {
                    _powers.Of(block.AsSpan((((i * channels) + channel) * bins), bins), powers);
                    _finders[channel].Add(column, powers[^1], isOwned);
                    powers.AsSpan(0, powers.Length - 1).CopyTo(ofBands.AsSpan(channel * _settings.Bands.Length));
                }
                if (!isOwned) continue;
                _minute.Add(ofBands);
                bool isLast = (column + 1) * hop % _settings.MinuteFrames == 0 || column + 1 == own.Stop;
                if (isLast) AddMinute(part, column * hop / _settings.MinuteFrames, levels);
            }
        }
        foreach (EventFinder finder in _finders) finder.End();
        events.AddRange(FoundEvents(part));
    }

    private void AddMinute(StretchPart part, long minute, List<LevelRow> levels)
    {
        long start = minute * _settings.MinuteFrames;
        long count = Math.Min(_settings.MinuteFrames, part.Stretch.Count - start);
        var frames = new FrameRange(part.Stretch.Start + start, part.Stretch.Start + start + count);
        BandLevels[] found = _minute.Take();
        for (int i = 0; i < found.Length; i++)
            levels.Add(_rows.Level(frames, i / _settings.Bands.Length, _settings.Bands[i % _settings.Bands.Length], found[i]));
    }

    private IEnumerable<EventRow> FoundEvents(StretchPart part) =>
        from pair in _finders.SelectMany((finder, channel) => finder.Take().Select(found => (Event: found, Channel: channel)))
        orderby pair.Event.First, pair.Channel
        select _rows.Event(part.FramesOf(pair.Event, _settings), pair.Channel, pair.Event);

    /// <summary>What a piece owns of a stretch without breaks.</summary>
    /// <param name="Stretch">Frames of the stretch.</param>
    /// <param name="Columns">Its columns in the spectrogram.</param>
    /// <param name="Owned">The frames of it that the piece owns.</param>
    private sealed record StretchPart(FrameRange Stretch, FrameRange Columns, FrameRange Owned)
    {
        /// <summary>The columns that begin in the frames owned, counted from the beginning of the stretch.</summary>
        public FrameRange OwnedColumns(int hop) => new((Owned.Start - Stretch.Start + hop - 1) / hop, (Owned.Stop - Stretch.Start + hop - 1) / hop);

        /// <summary>The frames of an event: those of all its columns, as far as the stretch reaches.</summary>
        public FrameRange FramesOf(FoundEvent found, JobSettings settings) => new(
            Stretch.Start + (found.First * settings.Hop), Stretch.Start + Math.Min(Stretch.Count, (found.Last * settings.Hop) + settings.Size));
    }
}
