using AudioIO.Samples.Viewer;

namespace AudioIO.Viewer.Tests;

/// <summary>What is shown of a day before all of it was read.</summary>
public sealed class PreviewTests
{
    private const int Size = 1024, Step = 1 << 16, Columns = SpectrogramTiles.Columns;

    [Fact]
    public void Waveform_and_spectrograms_of_all_channels_are_made_of_the_same_places_read_once()
    {
        using var samples = new CountedSamples();
        using var filtered = new FilteredSamples(samples);
        var places = new SampledPlaces(samples);
        using var spectrograms = new SpectrogramTiles(samples, null, places);
        WaveformTile waveform = new WaveformTiles(filtered, null, places).Compute(new WaveformRequest(Step, 0, default), CancellationToken.None);
        Assert.False(waveform.IsWhole);
        Assert.Equal(CountedSamples.Length / Step, samples.Reads);
        SpectrogramTile[] tiles = [.. Enumerable.Range(0, 8).Select(i => spectrograms.Compute(new SpectrogramRequest(i % 2, Size, Step, i / 2, true, 1), CancellationToken.None))];
        Assert.Equal(CountedSamples.Length / Step, samples.Reads);
        // The spectrum in the middle of each column, and the values around it.
        using SpectrogramSignal<float> expected = samples.Channels(1).Spectrogram(Size, Size / 2, alignment: SpectrumAlignment.Center, across: Breaks.Through);
        var powers = new float[(Size / 2) + 1];
        var levels = new byte[powers.Length];
        foreach (int column in new[] { 0, 255, 256, 1000 })
        {
            expected.Read(((column * (long)Step) + (Step / 2)) / (Size / 2), powers);
            Decibels.ToBytes(powers, levels, SpectrogramTiles.LowestDecibels, SpectrogramTiles.HighestDecibels);
            Assert.Equal(levels, tiles[(column / Columns * 2) + 1].Levels.AsSpan(column % Columns * powers.Length, powers.Length).ToArray());
            float[] around = new float[Size * 2];
            samples.Read((column * (long)Step) + ((Step - Size) / 2), around);
            Assert.Equal(around.Where((_, i) => i % 2 == 1).Max(), waveform.Values[(4 * WaveformTiles.Bins) + column]);
        }
    }

    [Fact]
    public void Filling_waits_while_a_tile_is_made()
    {
        using var end = new CancellationTokenSource();
        using var courtesy = new Courtesy(end.Token);
        courtesy.Report(0); // nobody is there
        courtesy.Enter();
        courtesy.Enter();
        courtesy.Leave();
        end.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => courtesy.Report(1)); // it would have waited
        courtesy.Leave();
    }

    /// <summary>Hours of two channels of noise, and how often they were read.</summary>
    private sealed class CountedSamples() : Signal<float>(8000, Length, 2)
    {
        public const long Length = 1 << 26;

        public int Reads { get; private set; }

        protected override void ReadFrames(long start, Span<float> destination)
        {
            Reads++;
            for (int i = 0; i < destination.Length; i++) destination[i] = ((((start * 2) + i) * 7919L % 20011) / 20011f) - 0.5f;
        }
    }
}
