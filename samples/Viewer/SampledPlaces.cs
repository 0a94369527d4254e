namespace AudioIO.Samples.Viewer;

/// <summary>
/// Sound around the middles of bins, which previews are made of: the waveform and the spectrogram of every channel look at the same places,
/// and finding and decoding them is what a preview costs. Those read last are kept. For any number of threads.
/// </summary>
/// <param name="samples">The samples.</param>
internal sealed class SampledPlaces(Signal<float> samples)
{
    /// <summary>Frames around each place: rarely more than what FLAC decodes at once anyhow.</summary>
    public const int Frames = 1024;

    /// <summary>Places that are read together.</summary>
    public const int AtOnce = 256;

    /// <summary>Most bytes that are kept: two channels of a picture.</summary>
    private const int MostBytes = 8 << 20;

    private readonly Lock _lock = new();
    private readonly List<Row> _rows = []; // the one used last at the end

    /// <summary>Reads around the middles of bins.</summary>
    /// <param name="step">Frames of a bin, at least <see cref="Frames"/> and a power of two.</param>
    /// <param name="index">Which ones: the first is <see cref="AtOnce"/> · index.</param>
    /// <param name="wait">Ends it when nobody waits any more; another one who waits for the same begins anew.</param>
    /// <returns>Place by place the frames, all channels; silence beyond the end.</returns>
    public ReadOnlySpan<float> Read(long step, long index, CancellationToken wait)
    {
        Row row;
        lock (_lock)
        {
            long length = samples.Frames;
            // Of a recording that grows, what touched the end is another one now.
            _rows.RemoveAll(kept => kept.Length != length && (kept.Index + 1) * AtOnce * kept.Step > kept.Length);
            int at = _rows.FindIndex(kept => kept.Step == step && kept.Index == index);
            row = at >= 0 ? _rows[at] : new Row(step, index, length);
            if (at >= 0) _rows.RemoveAt(at);
            _rows.Add(row);
            long bytes = (long)AtOnce * Frames * samples.Channels * sizeof(float);
            if (_rows.Count > Math.Max(1, MostBytes / bytes)) _rows.RemoveAt(0);
        }
        lock (row) return row.Values ??= Read(row, wait);
    }

    /// <summary>Lets go of what is kept.</summary>
    public void Forget()
    {
        lock (_lock) _rows.Clear();
    }

    private float[] Read(Row row, CancellationToken wait)
    {
        int channels = samples.Channels;
        var values = new float[AtOnce * Frames * channels];
        for (int place = 0; place < AtOnce; place++)
        {
            wait.ThrowIfCancellationRequested();
            long start = (((row.Index * AtOnce) + place) * row.Step) + ((row.Step - Frames) / 2);
            if (start + (Frames / 2) >= row.Length) break; // as a spectrum that would have its middle there
            int count = (int)Math.Min(Frames, row.Length - start);
            samples.Read(start, values.AsSpan(place * Frames * channels, count * channels));
        }
        return values;
    }

    /// <summary>What was read together.</summary>
    /// <param name="step">Frames of a bin.</param>
    /// <param name="index">Its first bin is 256 · index.</param>
    /// <param name="length">Frames of the recording at that time.</param>
    private sealed class Row(long step, long index, long length)
    {
        public long Step => step;

        public long Index => index;

        public long Length => length;

        /// <summary>Null until they were read.</summary>
        public float[]? Values { get; set; }
    }
}
