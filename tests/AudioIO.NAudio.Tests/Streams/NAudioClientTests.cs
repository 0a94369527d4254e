using System.Runtime.InteropServices;
using AudioIO.Tests.Contract;
using NAudio.Wave;
using NAudio.Wave.SampleProviders;

namespace AudioIO.Tests.Streams;

/// <summary>Signals in the hands of NAudio: its writers, readers, converters, resampler and mixers.</summary>
public sealed class NAudioClientTests
{
    private readonly float[] _samples = [.. Enumerable.Range(0, 8000).Select(i => MathF.Sin(i * 0.02f) * (i % 2 == 0 ? 0.7f : 0.5f))];

    [Fact]
    public void A_wave_stream_goes_through_a_file_and_back_without_a_bit_changed()
    {
        using var folder = new TemporaryFolder();
        using Signal<float> signal = Memory();
        using (WaveStream stream = signal.ToWaveStream()) WaveFileWriter.CreateWaveFile(folder["a.wav"], stream);
        using AudioLoader<float> back = AudioLoader.Open(folder["a.wav"]);
        Bitwise.Same(_samples, back.View(0, 4000).Span, "floats");
        using (WaveStream stream = signal.ToWaveStream(AudioEncoding.PcmSigned, 24)) WaveFileWriter.CreateWaveFile(folder["b.wav"], stream);
        using AudioLoader<float> integers = new WaveFileReader(folder["b.wav"]).ToAudioLoader();
        Assert.Equal(24, integers.Info.BitsPerSample);
        for (int i = 0; i < 8000; i++) Assert.Equal(MathF.Round(_samples[i] * 8388608) / 8388608, integers[i / 2, i % 2]);
    }

    [Fact]
    public void Seeks_land_on_the_frame_of_the_time()
    {
        using WaveStream stream = Memory(rate: 44_100).ToWaveStream();
        byte[] frame = new byte[8];
        for (int i = 0; i < 4000; i += 37)
        {
            stream.CurrentTime = TimeSpan.FromSeconds(i / 44_100.0);
            Assert.Equal(8 * i, stream.Position);
            stream.ReadExactly(frame);
            Assert.Equal(_samples[(2 * i)..((2 * i) + 2)], MemoryMarshal.Cast<byte, float>(frame).ToArray());
        }
        stream.CurrentTime = TimeSpan.FromDays(1);
        Assert.Equal((stream.Length, 0), (stream.Position, stream.Read(frame)));
        Assert.InRange((stream.TotalTime - TimeSpan.FromSeconds(4000 / 44_100.0)).Ticks, -1, 1);
        Assert.Equal(stream.TotalTime, stream.CurrentTime);
        stream.Seek(-8, SeekOrigin.End);
        Assert.Equal(8, stream.Read(frame, 0, 8));
    }

    [Fact]
    public void A_sample_provider_gives_every_sample_in_buffers_of_any_size()
    {
        using SignalSampleProvider provider = Memory().ToSampleProvider();
        Assert.Equal((WaveFormatEncoding.IeeeFloat, 2, 8000), (provider.WaveFormat.Encoding, provider.WaveFormat.Channels, provider.WaveFormat.SampleRate));
        var found = new List<float>();
        float[] buffer = new float[501];
        for (int size = 2; ; size = size % 500 + 1)
        {
            int count = provider.Read(buffer.AsSpan(0, Math.Max(2, size)));
            if (count == 0) break;
            found.AddRange(buffer[..count]);
            Assert.Equal(found.Count / 2, provider.Position);
        }
        Bitwise.Same(_samples, CollectionsMarshal.AsSpan(found), "all of it");
        provider.CurrentTime = TimeSpan.FromSeconds(0.25);
        Assert.Equal((2000, TimeSpan.FromSeconds(0.25)), (provider.Position, provider.CurrentTime));
        provider.Read(buffer.AsSpan(0, 2));
        Assert.Equal(_samples[4000..4002], buffer[..2]);
        Assert.Throws<ArgumentException>(() => provider.Read(buffer.AsSpan(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => provider.Position = 4001);
    }

    [Fact]
    public void The_resampler_makes_the_same_of_it_as_of_a_file()
    {
        using var folder = new TemporaryFolder();
        using Signal<float> signal = Memory();
        using (WaveStream stream = signal.ToWaveStream()) WaveFileWriter.CreateWaveFile(folder["a.wav"], stream);
        using var file = new WaveFileReader(folder["a.wav"]);
        float[] expected = All(new WdlResamplingSampleProvider(file.ToSampleProvider(), 11_025));
        using SignalSampleProvider provider = signal.ToSampleProvider();
        Bitwise.Same(expected, All(new WdlResamplingSampleProvider(provider, 11_025)), "resampled");
        Assert.InRange(expected.Length, 2 * 5400, 2 * 5520);
    }

    [Fact]
    public void Mixers_add_what_they_are_given()
    {
        using Signal<float> signal = Memory();
        using SignalSampleProvider first = signal.ToSampleProvider(), second = signal.ToSampleProvider();
        second.Position = 1000;
        float[] mixed = All(new MixingSampleProvider([first, new VolumeSampleProvider(second) { Volume = 0.5f }]));
        Assert.Equal(8000, mixed.Length);
        for (int i = 0; i < 8000; i++) Assert.Equal(_samples[i] + (i < 6000 ? 0.5f * _samples[i + 2000] : 0), mixed[i], 1e-6f);
    }

    [Fact]
    public void Derived_signals_are_played_too()
    {
        using Signal<float> left = Memory().Channels(0);
        using WaveStream stream = left.ToWaveStream();
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Assert.Equal(_samples.Where((_, i) => i % 2 == 0), MemoryMarshal.Cast<byte, float>(bytes).ToArray());
        using BufferedArray<float> array = left.Buffered();
        using SignalSampleProvider provider = array.ToSampleProvider();
        Assert.Equal(_samples.Where((_, i) => i % 2 == 0), All(provider));
    }

    [Fact]
    public void Positions_beyond_4_GiB_are_exact()
    {
        using var signal = new CountingSignal(frames: 1L << 40);
        using WaveStream stream = signal.ToWaveStream();
        using SignalSampleProvider provider = signal.ToSampleProvider();
        byte[] bytes = new byte[8];
        float[] pair = new float[2];
        foreach (long frame in (long[])[(1L << 29) - 1, 1L << 30, (1L << 32) + 12_345, (1L << 40) - 1])
        {
            stream.Position = 8 * frame;
            stream.ReadExactly(bytes);
            Assert.Equal(CountingSignal.At(frame, 1), MemoryMarshal.Cast<byte, float>(bytes)[1]);
            Assert.Equal(8 * (frame + 1), stream.Position);
            provider.CurrentTime = signal.TimeAt(frame);
            Assert.Equal(frame, provider.Position);
            provider.Read(pair);
            Assert.Equal([CountingSignal.At(frame, 0), CountingSignal.At(frame, 1)], pair);
        }
        Assert.Equal(8L << 40, stream.Length);
    }

    [Fact]
    public void What_the_fields_of_a_WaveFormat_do_not_hold_is_refused()
    {
        using var rates = new MemorySignal(_samples, 2, 8000.5);
        Assert.Throws<ArgumentException>(() => rates.ToWaveStream());
        using var channels = new MemorySignal(new float[9000], 9000, 8000);
        Assert.Throws<ArgumentException>(() => channels.ToSampleProvider());
        using Signal<float> signal = Memory();
        Assert.Throws<ArgumentOutOfRangeException>(() => signal.ToWaveStream(AudioEncoding.ALaw, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => signal.ToWaveStream(AudioEncoding.PcmSigned, 12));
    }

    [Fact]
    public void They_keep_the_signal_open_until_they_are_disposed()
    {
        Signal<float> signal = Memory();
        WaveStream stream = signal.ToWaveStream();
        SignalSampleProvider provider = signal.ToSampleProvider();
        signal.Dispose();
        Assert.Equal(8, stream.Read(new byte[8], 0, 8));
        Assert.Equal(2, provider.Read(new float[2]));
        stream.Dispose();
        Assert.False(stream.CanRead);
        Assert.Throws<ObjectDisposedException>(() => stream.Read(new byte[8], 0, 8));
        provider.Dispose();
        Assert.Throws<ObjectDisposedException>(() => provider.Read(new float[2]));
        Assert.Throws<ObjectDisposedException>(() => signal.Use());
    }

    private MemorySignal Memory(double rate = 8000) => new(_samples, 2, rate);

    private static float[] All(ISampleProvider provider)
    {
        var all = new List<float>();
        float[] buffer = new float[1000];
        for (int count; (count = provider.Read(buffer)) > 0;) all.AddRange(buffer.AsSpan(0, count));
        return [.. all];
    }

    private sealed class MemorySignal(float[] samples, int channels, double rate) : Signal<float>(rate, samples.Length / channels, channels)
    {
        protected override void ReadFrames(long start, Span<float> destination) =>
            samples.AsSpan((int)start * Channels, destination.Length).CopyTo(destination);
    }

    private sealed class CountingSignal(long frames) : Signal<float>(48_000, frames, 2)
    {
        public static float At(long frame, int channel) => ((frame * 31) + channel) % 65_521;

        protected override void ReadFrames(long start, Span<float> destination)
        {
            for (int i = 0; i < destination.Length; i++) destination[i] = At(start + (i / 2), i % 2);
        }
    }
}
