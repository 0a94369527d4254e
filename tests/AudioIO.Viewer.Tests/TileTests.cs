using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using AudioIO.Samples.Viewer;

namespace AudioIO.Viewer.Tests;

/// <summary>Tiles hold what the library computes.</summary>
public sealed class TileTests : ViewerTest
{
    [Theory]
    [InlineData(0, 256, 64)]
    [InlineData(1, 256, 128)]
    [InlineData(1, 1024, 16)]
    public async Task A_spectrogram_tile_is_that_of_the_library(int channel, int size, int step)
    {
        Start(Tone());
        using Signal<float> samples = Source.Signal<float>();
        using SpectrogramSignal<float> expected = samples.Channels(channel).Spectrogram(size, step, alignment: SpectrumAlignment.Center, across: Breaks.Through);
        int bins = (size / 2) + 1;
        for (int index = 0; index * 256L * step < Source.Frames; index++)
        {
            byte[] tile = await Bytes($"spectrogram?channel={channel}&size={size}&step={step}&index={index}");
            var powers = new float[256 * bins];
            int columns = (int)Math.Min(256, expected.Frames - (index * 256));
            expected.Read(index * 256, powers.AsSpan(0, columns * bins));
            var levels = new byte[powers.Length];
            Decibels.ToBytes(powers, levels, SpectrogramTiles.LowestDecibels, SpectrogramTiles.HighestDecibels);
            Assert.Equal(levels, tile);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task A_column_of_many_spectra_is_their_highest_or_their_mean(int peak)
    {
        Start(Here.WriteWave("noise.wav", 8000, 1, 100_000, (frame, _) => ((frame * 7919L % 20011) / 20011.0) - 0.5));
        using Signal<float> samples = Source.Signal<float>();
        using SpectrogramSignal<float> spectra = samples.Spectrogram(128, 64, alignment: SpectrumAlignment.Center, across: Breaks.Through);
        byte[] tile = await Bytes($"spectrogram?size=128&step=512&index=0&peak={peak}");
        var powers = new float[spectra.Frames * 65];
        spectra.Read(0, powers);
        for (int column = 0; column < 256; column++)
        {
            for (int bin = 0; bin < 65; bin++)
            {
                double[] own = [.. Enumerable.Range(8 * column, 8).Where(k => k < spectra.Frames).Select(k => (double)powers[(k * 65) + bin])];
                double power = own.Length == 0 ? 0 : peak == 1 ? own.Max() : own.Average();
                double level = (10 * Math.Log10(Math.Max(power, 1e-30))) - SpectrogramTiles.LowestDecibels;
                double expected = Math.Clamp(level * 255 / (SpectrogramTiles.HighestDecibels - SpectrogramTiles.LowestDecibels), 0, 255);
                Assert.InRange(tile[(column * 65) + bin], expected - 0.51, expected + 0.51);
            }
        }
    }

    [Fact]
    public async Task A_click_shows_at_every_zoom_and_a_preview_says_that_it_is_one()
    {
        Start(Here.WriteWave("click.wav", 8000, 1, 1_000_000, (frame, _) => frame == 700_001 ? 0.9 : 0));
        for (long step = 64; step <= 1 << 16; step *= 4)
        {
            long column = (700_001 + 32) / step;
            byte[] tile = await Bytes($"spectrogram?size=128&step={step}&index={column / 256}&peak=1");
            Assert.True(tile.AsSpan((int)(column % 256) * 65, 65).Contains<byte>(0) is false, $"step {step}");
        }
        using HttpResponseMessage preview = await Http.GetAsync(new Uri("spectrogram?size=128&step=65536&index=0&quality=4", UriKind.Relative));
        Assert.Equal("4/1024", Assert.Single(preview.Headers.GetValues("X-Taken")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(32_768)]
    public async Task A_waveform_tile_has_least_greatest_and_rms_of_its_frames(int step)
    {
        Start(Tone());
        float[] samples = new float[Source.Frames * 2];
        Source.Read<float>(0, samples);
        float[] tile = MemoryMarshal.Cast<byte, float>(await Bytes($"waveform?step={step}&index=0")).ToArray();
        Assert.Equal(2 * 3 * 1024, tile.Length);
        for (int channel = 0; channel < 2; channel++)
        {
            for (int bin = 0; bin < 1024; bin++)
            {
                float[] own = [.. Enumerable.Range(0, step).Select(i => ((bin * (long)step) + i) * 2 + channel).TakeWhile(i => i < samples.Length).Select(i => samples[i])];
                int at = (channel * 3 * 1024) + bin;
                if (own.Length == 0)
                {
                    Assert.True(float.IsNaN(tile[at]));
                    continue;
                }
                Assert.Equal((own.Min(), own.Max()), (tile[at], tile[at + 1024]));
                Assert.Equal(Math.Sqrt(own.Average(x => (double)x * x)), tile[at + 2048], 1e-6);
            }
        }
    }

    [Fact]
    public async Task Filters_and_envelopes_are_those_of_the_library()
    {
        Start(Tone());
        using Signal<float> samples = Source.Signal<float>();
        using Signal<float> filtered = samples.FilterZeroPhase(Butterworth.BandPass(4, 1500, 3000));
        using Signal<float> envelope = filtered.Envelope(50);
        await Compare("waveform?step=1&index=2&low=1500&high=3000", filtered);
        await Compare("waveform?step=1&index=2&low=1500&high=3000&envelope=50", envelope);

        async Task Compare(string path, Signal<float> expected)
        {
            float[] tile = MemoryMarshal.Cast<byte, float>(await Bytes(path)).ToArray();
            float[] frames = new float[1024 * 2];
            expected.Read(2048, frames);
            for (int i = 0; i < 1024; i++) Assert.Equal((frames[2 * i], frames[(2 * i) + 1]), (tile[i], tile[(3 * 1024) + i]));
        }
    }

    [Fact]
    public async Task A_tile_that_the_page_has_is_not_sent_or_made_again()
    {
        Start(Tone());
        const string Path = "spectrogram?size=256&step=128&index=0";
        using HttpResponseMessage first = await Http.GetAsync(new Uri(Path, UriKind.Relative));
        EntityTagHeaderValue tag = first.Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, Path);
        again.Headers.IfNoneMatch.Add(tag);
        using HttpResponseMessage second = await Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        foreach (string other in (string[])["spectrogram?size=256&step=128&index=0&peak=0", "spectrogram?size=512&step=128&index=0", "spectrogram?channel=1&size=256&step=128&index=0"])
        {
            using HttpResponseMessage answer = await Http.GetAsync(new Uri(other, UriKind.Relative));
            Assert.NotEqual(tag, answer.Headers.ETag);
        }
    }

    [Fact]
    public async Task A_file_that_has_changed_gives_other_tags()
    {
        string path = Tone();
        Start(path);
        using HttpResponseMessage first = await Http.GetAsync(new Uri("waveform?step=1&index=0", UriKind.Relative));
        EntityTagHeaderValue? tag = first.Headers.ETag;
        Http.Dispose();
        Server.Dispose();
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(10));
        Start(path);
        using HttpResponseMessage second = await Http.GetAsync(new Uri("waveform?step=1&index=0", UriKind.Relative));
        Assert.NotEqual(tag, second.Headers.ETag);
    }

    [Fact]
    public void Nothing_is_computed_any_more_when_nobody_waits()
    {
        using var samples = new WaitedFor();
        using var tiles = new SpectrogramTiles(samples, null, new SampledPlaces(samples));
        Assert.ThrowsAny<OperationCanceledException>(() => tiles.Compute(new SpectrogramRequest(0, 256, 1 << 20, 0, true, 1 << 20), samples.Wait));
        Assert.InRange(samples.Reads, 3, 8);
        using var filtered = new FilteredSamples(samples);
        Assert.ThrowsAny<OperationCanceledException>(() => new WaveformTiles(filtered, null, new SampledPlaces(samples)).Compute(new WaveformRequest(1 << 14, 0, default), samples.Wait));
        Assert.InRange(samples.Reads, 3, 8);
    }

    /// <summary>Hours of silence that nobody waits for after the third read.</summary>
    private sealed class WaitedFor() : Signal<float>(8000, 1L << 32, 1)
    {
        private readonly CancellationTokenSource _end = new();

        public int Reads { get; private set; }

        public CancellationToken Wait => _end.Token;

        protected override void ReadFrames(long start, Span<float> destination)
        {
            destination.Clear();
            if (++Reads == 3) _end.Cancel();
        }

        protected override void Dispose(bool disposing)
        {
            _end.Dispose();
            base.Dispose(disposing);
        }
    }
}
