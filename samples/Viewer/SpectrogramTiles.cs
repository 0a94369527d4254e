using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace AudioIO.Samples.Viewer;

/// <summary>
/// Spectrograms in tiles of 256 columns at any zoom. A column stands for <c>step</c> frames, a power of two. As long as windows touch, it is a
/// spectrum of the library; beyond that it is the mean, or the highest, of all spectra at half a window's distance within its frames. Where
/// those are too many to be computed while somebody waits, it is that of some of them, evenly spread: <see cref="SpectrogramTile.Taken"/> of
/// <see cref="SpectrogramTile.Of"/>. Coarse columns that are kept are there at once.
/// </summary>
/// <param name="samples">The samples.</param>
/// <param name="kept">What is kept of it; null for nothing.</param>
/// <param name="places">Reads the middles of columns.</param>
internal sealed class SpectrogramTiles(Signal<float> samples, KeptSpectrograms? kept, SampledPlaces places) : IDisposable
{
    public const int Columns = 256, LeastSize = 64, MostSize = 16_384, LeastStep = 1, MostSteps = 40;

    /// <summary>Byte 0 is this level in dB re a sine of full scale and below, byte 255 <see cref="HighestDecibels"/>: steps of 0.6 dB.</summary>
    public const float LowestDecibels = -150, HighestDecibels = 3;

    /// <summary>Columns computed between two looks at whether somebody still waits.</summary>
    private const int ColumnsAtOnce = 256;

    private readonly KeptSignals<(int Channel, int Size, int Hop), SpectrogramSignal<float>> _signals = new(32);

    /// <summary>Computes a tile.</summary>
    /// <param name="request">Which one.</param>
    /// <param name="wait">Ends the computation when nobody waits for it any more.</param>
    public SpectrogramTile Compute(in SpectrogramRequest request, CancellationToken wait)
    {
        int bins = (request.Size / 2) + 1;
        int hop = (int)Math.Min(request.Step, request.Size / 2);
        long spectra = request.Step / hop; // of a column
        (SpectrogramSignal<float> signal, IDisposable use) = _signals.Find((request.Channel, request.Size, hop), Make);
        using IDisposable open = use;
        var bytes = new byte[bins * Columns];
        long first = request.Index * Columns;
        long taken = Math.Min(spectra, request.Quality);
        // Half a megabyte and more a tile, dozens at once: they are used again.
        float[] rented = ArrayPool<float>.Shared.Rent(bytes.Length);
        Span<float> powers = rented.AsSpan(0, bytes.Length);
        powers.Clear();
        if (kept?.TryRead(request.Channel, request.Size, spectra, first, request.IsPeak, powers, wait) == true) taken = spectra;
        else if (taken == 1 && spectra > 1 && request.Size <= SampledPlaces.Frames && request.Step >= SampledPlaces.Frames) ReadMiddles(request, powers, bins, wait);
        else if (taken == spectra) ReadAll(signal, first * spectra, spectra, powers, bins, request.IsPeak, wait);
        else ReadSome(signal, first * spectra, spectra, (int)taken, powers, bins, request.IsPeak, wait);
        Decibels.ToBytes(powers, bytes, LowestDecibels, HighestDecibels);
        ArrayPool<float>.Shared.Return(rented);
        return new SpectrogramTile(bytes, bins, taken, spectra);
    }

    public void Dispose() => _signals.Dispose();

    /// <summary>Every spectrum of the columns, in blocks.</summary>
    private static void ReadAll(
        SpectrogramSignal<float> signal, long start, long perColumn, Span<float> columns, int bins, bool isPeak, CancellationToken wait)
    {
        long stop = Math.Min(signal.Frames, start + (Columns * perColumn));
        if (perColumn == 1)
        {
            if (stop > start) signal.Read(start, columns[..((int)(stop - start) * bins)]);
            return;
        }
        float[] block = ArrayPool<float>.Shared.Rent(ColumnsAtOnce * bins);
        for (long at = start; at < stop; at += ColumnsAtOnce)
        {
            wait.ThrowIfCancellationRequested();
            int count = (int)Math.Min(ColumnsAtOnce, stop - at);
            signal.Read(at, block.AsSpan(0, count * bins));
            for (int i = 0; i < count; i++)
                Add(block.AsSpan(i * bins, bins), columns.Slice((int)((at + i - start) / perColumn) * bins, bins), isPeak);
        }
        ArrayPool<float>.Shared.Return(block);
        if (!isPeak) Divide(columns, bins, stop - start, perColumn);
    }

    /// <summary>The spectrum in the middle of every column, of what the waveform's preview is made of, too.</summary>
    private void ReadMiddles(in SpectrogramRequest request, Span<float> columns, int bins, CancellationToken wait)
    {
        ReadOnlySpan<float> read = places.Read(request.Step, request.Index, wait);
        using PlacesSignal middles = PlacesSignal.Of(samples, read, request.Channel, request.Size);
        using SpectrogramSignal<float> spectra = middles.Spectrogram(request.Size, request.Size);
        spectra.Read(0, columns[..(Columns * bins)]);
    }

    /// <summary>Some spectra of every column, evenly spread.</summary>
    private static void ReadSome(
        SpectrogramSignal<float> signal, long start, long perColumn, int taken, Span<float> columns, int bins, bool isPeak, CancellationToken wait)
    {
        var spectrum = new float[bins];
        for (int c = 0; c < Columns; c++)
        {
            wait.ThrowIfCancellationRequested();
            Span<float> column = columns.Slice(c * bins, bins);
            int found = 0;
            for (int i = 0; i < taken; i++)
            {
                // The middle of each of so many equal parts.
                long at = start + (c * perColumn) + (long)(((Int128)perColumn * ((2 * i) + 1)) / (2 * taken));
                if (at >= signal.Frames) break;
                signal.Read(at, spectrum);
                Add(spectrum, column, isPeak);
                found++;
            }
            if (!isPeak && found > 1) TensorPrimitives.Divide(column, found, column);
        }
    }

    private static void Add(ReadOnlySpan<float> spectrum, Span<float> column, bool isPeak)
    {
        if (isPeak) TensorPrimitives.Max(column, spectrum, column);
        else TensorPrimitives.Add(column, spectrum, column);
    }

    /// <summary>Sums become means, the last column's of as many as there are.</summary>
    private static void Divide(Span<float> columns, int bins, long spectra, long perColumn)
    {
        for (int c = 0; c * perColumn < spectra; c++)
        {
            Span<float> column = columns.Slice(c * bins, bins);
            TensorPrimitives.Divide(column, Math.Min(perColumn, spectra - (c * perColumn)), column);
        }
    }

    /// <summary>
    /// Columns through joins: a column has its place by its number alone. One at a join holds the sound of both sides.
    /// </summary>
    private SpectrogramSignal<float> Make((int Channel, int Size, int Hop) key)
    {
        Signal<float> one = samples.Channels == 1 ? samples : samples.Channels(key.Channel);
        return one.Spectrogram(key.Size, key.Hop, alignment: SpectrumAlignment.Center, across: Breaks.Through);
    }
}

/// <summary>Which tile is wanted.</summary>
/// <param name="Channel">The channel, from 0.</param>
/// <param name="Size">Frames of a spectrum, a power of two.</param>
/// <param name="Step">Frames that a column stands for, a power of two.</param>
/// <param name="Index">The tile: its first column is 256 · index.</param>
/// <param name="IsPeak">True for the highest of the spectra of a column, false for their mean.</param>
/// <param name="Quality">Most spectra that are computed for a column.</param>
internal readonly record struct SpectrogramRequest(int Channel, int Size, long Step, long Index, bool IsPeak, int Quality)
{
    /// <summary>True for what takes more than some tenths of a second: 2^17 spectra of 1024 frames do.</summary>
    public bool IsLong => Math.Min(Math.Max(1, Step / (Size / 2)), Quality) * SpectrogramTiles.Columns * Size > 1L << 27;

    /// <summary>True if the numbers are such that a tile can be computed.</summary>
    public bool IsPossible(Signal<float> samples) =>
        Channel >= 0 && Channel < samples.Channels
        && Size is >= SpectrogramTiles.LeastSize and <= SpectrogramTiles.MostSize && BitOperations.IsPow2(Size)
        && Step is >= SpectrogramTiles.LeastStep and <= 1L << SpectrogramTiles.MostSteps && BitOperations.IsPow2(Step)
        && Index >= 0 && Index <= samples.Frames / (Step * SpectrogramTiles.Columns)
        && Quality is >= 1 and <= 1 << 20;
}

/// <summary>A tile.</summary>
/// <param name="Levels">A byte for each bin of each column, column by column; see <see cref="SpectrogramTiles.LowestDecibels"/>.</param>
/// <param name="Bins">Bins of a column, from 0 Hz to half the rate.</param>
/// <param name="Taken">Spectra that were computed for a column.</param>
/// <param name="Of">Spectra that a column stands for.</param>
internal sealed record SpectrogramTile(byte[] Levels, int Bins, long Taken, long Of);
