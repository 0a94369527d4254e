using AudioIO.Tests.Contract;
using NAudio.Wave;

namespace AudioIO.Tests.Streams;

/// <summary>NAudio's streams as signals and arrays.</summary>
public sealed class WaveStreamTests
{
    private static readonly Guid Pcm = new("00000001-0000-0010-8000-00aa00389b71");

    public static TheoryData<WaveFormat, byte[], float[]> Encodings => new()
    {
        { new WaveFormat(8000, 8, 1), [0, 128, 255], [-1, 0, 127 / 128f] },
        { new WaveFormat(8000, 16, 1), Opened.Bytes<short>(short.MinValue, 1, short.MaxValue), [-1, 1 / 32768f, 32767 / 32768f] },
        { new WaveFormat(8000, 24, 1), [0, 0, 0x80, 1, 0, 0], [-1, 1 / 8388608f] },
        { new WaveFormat(8000, 32, 1), Opened.Bytes(int.MinValue, 1 << 30), [-1, 0.5f] },
        { WaveFormat.CreateIeeeFloatWaveFormat(8000, 2), Opened.Bytes(1.5f, -2, 3, float.NaN), [1.5f, -2, 3, float.NaN] },
        { WaveFormat.CreateCustomFormat(WaveFormatEncoding.IeeeFloat, 8000, 1, 64_000, 8, 64), Opened.Bytes(0.25, -3), [0.25f, -3] },
        { WaveFormat.CreateMuLawFormat(8000, 1), [0xFF, 0x80, 0x00], [0, 32124 / 32768f, -32124 / 32768f] },
        { WaveFormat.CreateALawFormat(8000, 1), [0xD5, 0x55], [8 / 32768f, -8 / 32768f] },
        { new WaveFormatExtensible(8000, 16, 2), Opened.Bytes<short>(5, -6), [5 / 32768f, -6 / 32768f] },
        { new WaveFormatExtensible(8000, 32, 1), Opened.Bytes(0.7f), [0.7f] },
        { Extra(Pcm, 32), Opened.Bytes(1 << 30), [0.5f] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_is_what_its_format_says(WaveFormat format, byte[] samples, float[] expected)
    {
        using Signal<float> signal = new RawSourceWaveStream(new MemoryStream(samples), format).ToSignal();
        Assert.Equal((8000, format.Channels, expected.Length / format.Channels), (signal.Rate, signal.Channels, signal.Frames));
        float[] found = new float[expected.Length];
        signal.Read(0, found);
        Bitwise.Same(expected, found, format.ToString()!);
    }

    [Fact]
    public void Samples_of_another_kind_are_refused_by_name()
    {
        WaveFormat[] others =
        [
            new WaveFormat(8000, 12, 1), new AdpcmWaveFormat(8000, 1), Extra(Guid.NewGuid(), 16),
            WaveFormat.CreateCustomFormat(WaveFormatEncoding.Pcm, 8000, 1, 32_000, 4, 24),
        ];
        foreach (WaveFormat format in others)
        {
            AudioFormatException refusal = Assert.Throws<AudioFormatException>(
                () => new RawSourceWaveStream(new MemoryStream(new byte[64]), format).ToSignal());
            Assert.Equal(AudioFormatErrorKind.Unsupported, refusal.Kind);
        }
    }

    [Fact]
    public void What_NAudio_writes_and_reads_is_the_same_here()
    {
        using var folder = new TemporaryFolder();
        short[] samples = [.. Enumerable.Range(0, 5000).Select(i => (short)(i * 31))];
        using (var writer = new WaveFileWriter(folder["a.wav"], new WaveFormat(48_000, 16, 2))) writer.Write(Opened.Bytes(samples));
        using AudioLoader<float> ours = AudioLoader.Open(folder["a.wav"]);
        using AudioLoader<float> theirs = new WaveFileReader(folder["a.wav"]).ToAudioLoader();
        Assert.Equal((ours.Rate, ours.Frames, ours.Channels), (theirs.Rate, theirs.Frames, theirs.Channels));
        var random = new Random(1);
        for (int i = 0; i < 100; i++)
        {
            int start = random.Next(2000), count = random.Next(500);
            Bitwise.Same(ours.View(start, count).Span, theirs.View(start, count).Span, $"{count} frames from {start}");
        }
    }

    // NAudio's reader of AIFF refuses requests that are no whole blocks.
    [Fact]
    public void A_stream_is_asked_for_whole_blocks_alone()
    {
        byte[] samples = [.. Enumerable.Range(0, 3 * 2 * 50_000).Select(i => (byte)(i * 13))];
        var raw = new BlockStream(samples, new WaveFormat(8000, 16, 3));
        using Signal<float> signal = raw.ToSignal();
        float[] found = new float[150_000];
        signal.Read(0, found);
        Assert.Equal(found[3000..3003], Read(signal, 1000, 1));
        using AudioSource expected = PcmStreamSource.Open(new MemoryStream(samples), new PcmFormat(8000, 3));
        Bitwise.Same(expected.ReadAll<float>(), found, "the whole");
    }

    [Fact]
    public void Threads_take_turns()
    {
        short[] samples = [.. Enumerable.Range(0, 20_000).Select(i => (short)i)];
        using Signal<float> signal = new RawSourceWaveStream(new MemoryStream(Opened.Bytes(samples)), new WaveFormat(8000, 16, 1)).ToSignal();
        Parallel.For(0, 8, seed =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 200; i++)
            {
                int start = random.Next(19_000);
                float[] found = Read(signal, start, 500);
                for (int k = 0; k < 500; k++) Assert.Equal(samples[start + k] / 32768f, found[k]);
            }
        });
    }

    [Fact]
    public void A_stream_that_lies_about_a_seek_is_an_error_and_one_that_mends_itself_is_read()
    {
        using (Signal<float> signal = new DeferringStream(lies: int.MaxValue).ToSignal())
        {
            IOException fault = Assert.Throws<IOException>(() => Read(signal, 500, 10));
            Assert.Contains("DeferringStream", fault.Message, StringComparison.Ordinal);
        }
        using Signal<float> mended = new DeferringStream(lies: 2).ToSignal();
        Assert.Equal(500 / 32768f, Read(mended, 500, 1)[0]);
    }

    [Fact]
    public void The_last_user_disposes_of_the_stream_unless_it_is_left_open()
    {
        var stream = new DeferringStream(lies: 0);
        Signal<float> signal = stream.ToSignal();
        BufferedArray<float> array = signal.Buffered();
        signal.Dispose();
        Assert.False(stream.IsDisposed);
        array.Dispose();
        Assert.True(stream.IsDisposed);
        stream = new DeferringStream(lies: 0);
        stream.ToAudioLoader(new AudioLoaderOptions { LeaveOpen = true }).Dispose();
        Assert.False(stream.IsDisposed);
        Assert.Throws<ArgumentException>(() => new DeferringStream(lies: 0, canSeek: false).ToSignal());
    }

    private static float[] Read(Signal<float> signal, long start, int count)
    {
        float[] values = new float[count * signal.Channels];
        signal.Read(start, values);
        return values;
    }

    // As NAudio's reader of WAV gives it: the extra bytes uninterpreted.
    private static WaveFormat Extra(Guid subFormat, int bits)
    {
        byte[] chunk =
        [
            0xFE, 0xFF, 1, 0, .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(8000 * bits / 8), (byte)(bits / 8), 0, (byte)bits, 0,
            22, 0, (byte)bits, 0, 4, 0, 0, 0, .. subFormat.ToByteArray(),
        ];
        return WaveFormat.FromFormatChunk(new BinaryReader(new MemoryStream(chunk)), chunk.Length);
    }

    private sealed class BlockStream(byte[] samples, WaveFormat format) : RawSourceWaveStream(new MemoryStream(samples), format)
    {
        public override int Read(Span<byte> buffer)
        {
            Assert.Equal(0, buffer.Length % WaveFormat.BlockAlign);
            Assert.Equal(0, Position % WaveFormat.BlockAlign);
            // Fewer than asked, as streams may.
            return base.Read(buffer[..Math.Min(buffer.Length, 100 * WaveFormat.BlockAlign)]);
        }
    }

    /// <summary>Gives zeros and stays where it is for the first reads after a seek, as NAudio's reader of MP3 does for 30 ms.</summary>
    private sealed class DeferringStream(int lies, bool canSeek = true) : WaveStream
    {
        private int _lies = lies;
        private long _position;

        public bool IsDisposed { get; private set; }

        public override WaveFormat WaveFormat { get; } = new(8000, 16, 1);

        public override bool CanSeek => canSeek;

        public override long Length => 2000;

        public override long Position { get => _position; set => _position = value; }

        public override int Read(Span<byte> buffer)
        {
            buffer.Clear();
            if (_lies-- > 0) return buffer.Length;
            for (int i = 0; i + 1 < buffer.Length; i += 2) BitConverter.TryWriteBytes(buffer[i..], (short)((_position + i) / 2));
            _position += buffer.Length;
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}

public class WaveStreamContract : BufferedArrayContract<float>
{
    private readonly short[] _samples = [.. Enumerable.Range(0, 800).Select(i => (short)(i * 77))];

    protected override ExpectedFrames<float> Expected => field ??= new([.. _samples.Select(s => s / 32768f)], 2);

    protected override BufferedArray<float> Create(int bufferFrames, int backFrames)
    {
        AudioLoader<float> data = new RawSourceWaveStream(new MemoryStream(Opened.Bytes(_samples)), new WaveFormat(8000, 16, 2)).ToAudioLoader();
        (data.BufferFrames, data.BackFrames) = (bufferFrames, backFrames);
        return data;
    }
}
