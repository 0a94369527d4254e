using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>
/// Writes a WAV file of any length, frame by frame: any number of channels, integers of 8 to 32 bits, or floating point.
/// <code>
/// using var writer = new WaveWriter("call.wav", rate: 250_000, channels: 1, WaveEncoding.Pcm16);
/// writer.Write(samples);
/// </code>
/// <para>
/// Floating-point samples become integers of n bits as x · 2^(n−1), rounded to the nearest (halfway to the even one) and clipped to n bits,
/// NaN to 0; <see cref="ClippedSamples"/> counts what was clipped. Integers are written as they are. Nothing is allocated by a write.
/// </para>
/// <para>
/// After <see cref="Flush"/> the file can be read whatever becomes of the program, up to the frames written so far at least; another
/// program may read it meanwhile and follow it with <see cref="Signal.Refresh"/>. A writer is for one thread at a time.
/// </para>
/// </summary>
/// <remarks>
/// This folder is the way out. <b>Writing</b>: samples become bytes here, by the rules of <c>Pcm/</c>, and go into a <c>WaveOutput</c>,
/// which buffers whole frames and owns the file; a <c>WaveHeader</c> stands before them, with every chunk that <c>MetadataBytes</c> makes
/// of a
/// <see cref="WaveMetadata"/>. Its sizes are <c>GrowingNumber</c>s: only ever the audio first, then the sizes, each from its most
/// significant byte on, so that whenever writing stops the file has no fewer frames than before. Room for <c>ds64</c> is kept as
/// <c>JUNK</c>, and used when 32 bits do not hold the sizes any more (EBU Tech 3306). A stream that cannot seek gets sizes of 0xFFFFFFFF,
/// which readers take for "to the end".
/// <para>
/// <b>Exporting</b> (<see cref="AudioExport"/>) cuts a range out of a recording: an <c>ExportPlan</c> finds the way on which no bit of a
/// sample changes (stored bytes, integers, floats), an <c>ExcerptMetadata</c> moves what the recording says by the start of the range, and
/// an
/// <c>WholeFile</c> writes under another name until all is there.
/// </para>
/// </remarks>
public sealed class WaveWriter : IDisposable
{
    private readonly WaveOutput _output;
    private readonly SampleCoding _coding;
    private readonly SampleEncoder _encoder;

    /// <summary>Creates a file; one that exists is overwritten.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="rate">Sampling rate in whole Hz, 1 to 2^32 − 1.</param>
    /// <param name="channels">Number of channels, 1 to 1024.</param>
    /// <param name="encoding">How samples are stored.</param>
    /// <param name="options">Metadata, dither; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options do not fit the file, or cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="IOException">The file cannot be created or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file is read-only, or the path a folder.</exception>
    public WaveWriter(string path, double rate, int channels, WaveEncoding encoding, WaveWriterOptions? options = null)
        : this(LayoutOf(rate, channels, encoding, options), options?.DitherSeed, Created(path), leaveOpen: false)
    {
    }

    /// <summary>Writes into a stream, from its position on.</summary>
    /// <param name="stream">A stream that can be written to. Where it cannot seek, the file says that its length is not known.</param>
    /// <param name="rate">Sampling rate in whole Hz, 1 to 2^32 − 1.</param>
    /// <param name="channels">Number of channels, 1 to 1024.</param>
    /// <param name="encoding">How samples are stored.</param>
    /// <param name="options">
    /// Metadata, dither, and whether the stream is <see cref="WaveWriterOptions.LeaveOpen">left open</see>; null for the defaults.
    /// </param>
    /// <exception cref="ArgumentException">The stream cannot be written to, or the options do not fit the file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    public WaveWriter(Stream stream, double rate, int channels, WaveEncoding encoding, WaveWriterOptions? options = null)
        : this(LayoutOf(rate, channels, encoding, options), options?.DitherSeed, Checked(stream), options?.LeaveOpen ?? false)
    {
    }

    internal WaveWriter(WaveFileLayout layout, int? ditherSeed, Stream stream, bool leaveOpen)
    {
        Rate = layout.Rate;
        _coding = layout.Coding;
        _encoder = new SampleEncoder(layout.Coding, ditherSeed);
        _output = new WaveOutput(stream, leaveOpen, layout);
    }

    /// <summary>Sampling rate in Hz.</summary>
    public double Rate { get; }

    /// <summary>Number of channels.</summary>
    public int Channels => _coding.Channels;

    /// <summary>Number of frames written so far.</summary>
    public long Frames => _output.Frames;

    /// <summary>
    /// Number of samples, over all channels, that lay outside the range of the integers and were clipped, NaN included.
    /// </summary>
    public long ClippedSamples => _encoder.ClippedSamples;

    /// <summary>Takes frames as bytes, for who has them stored alike.</summary>
    internal WaveOutput Output => _output;

    private bool IsFloat => _coding.Encoding == AudioEncoding.IeeeFloat;

    /// <summary>Writes frames.</summary>
    /// <param name="samples">
    /// Interleaved frames × channels, full scale at ±1; their number is a multiple of the channels. A file of floats takes them as they
    /// are, beyond ±1 and NaN included.
    /// </param>
    /// <exception cref="ArgumentException">The samples are not a whole number of frames; nothing is written.</exception>
    /// <exception cref="InvalidOperationException">An earlier write failed, or the file holds no more frames.</exception>
    /// <exception cref="IOException">The file cannot be written to, as when the disk is full.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public void Write(ReadOnlySpan<float> samples)
    {
        Check(samples.Length);
        Encode(samples, sizeof(float));
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{float})"/>
    public void Write(ReadOnlySpan<double> samples)
    {
        Check(samples.Length);
        Encode(samples, sizeof(double));
    }

    /// <summary>Writes frames of integers as they are, unscaled.</summary>
    /// <param name="samples">
    /// Interleaved frames × channels, each from −2^(n−1) to 2^(n−1) − 1 for a file of n bits; their number is a multiple of the channels.
    /// </param>
    /// <exception cref="ArgumentException">The samples are not a whole number of frames; nothing is written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A sample has more bits than the file; nothing is written.</exception>
    /// <exception cref="InvalidOperationException">
    /// The file holds floats, whose scale integers do not tell; an earlier write failed; or the file holds no more frames.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written to, as when the disk is full.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public void Write(ReadOnlySpan<int> samples)
    {
        Check(samples.Length);
        if (IsFloat) throw NotIntegers();
        int limit = (int)(1L << (_coding.BitsPerSample - 1)) - 1;
        if (samples.IndexOfAnyExceptInRange(~limit, limit) is >= 0 and var index) throw Outside(samples[index], index, nameof(samples));
        while (!samples.IsEmpty)
        {
            Span<byte> room = _output.Room();
            int count = Math.Min(samples.Length, room.Length / _coding.BytesPerSample);
            IntegerPacking.Pack(samples[..count], _coding.BytesPerSample, room);
            _output.Advance(count * _coding.BytesPerSample);
            samples = samples[count..];
        }
    }

    /// <summary>Writes frames of integers as they are, unscaled, into a file of 8 or 16 bits.</summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{int})"/>
    /// <exception cref="InvalidOperationException">
    /// The file holds floats or integers of more than 16 bits, in which these would be silent; an earlier write failed; or the file holds
    /// no more frames.
    /// </exception>
    public void Write(ReadOnlySpan<short> samples)
    {
        Check(samples.Length);
        if (IsFloat || _coding.BitsPerSample > 16) throw NotIntegers();
        if (_coding.BitsPerSample == 16 && BitConverter.IsLittleEndian)
        {
            _output.Write(MemoryMarshal.AsBytes(samples));
            return;
        }
        if (_coding.BitsPerSample == 8 && samples.IndexOfAnyExceptInRange<short>(-128, 127) is >= 0 and var index)
            throw Outside(samples[index], index, nameof(samples));
        while (!samples.IsEmpty)
        {
            Span<byte> room = _output.Room();
            int count = Math.Min(samples.Length, room.Length / _coding.BytesPerSample);
            for (int i = 0; i < count; i++) IntegerPacking.Pack([samples[i]], _coding.BytesPerSample, room[(i * _coding.BytesPerSample)..]);
            _output.Advance(count * _coding.BytesPerSample);
            samples = samples[count..];
        }
    }

    /// <summary>
    /// Writes everything into the file and brings its header up to date: whatever becomes of the program after that, the file can be read
    /// and has these frames.
    /// </summary>
    /// <exception cref="InvalidOperationException">An earlier write failed.</exception>
    /// <exception cref="IOException">The file cannot be written to.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public void Flush()
    {
        Check(0);
        _output.Flush();
    }

    /// <summary>Finishes the file and closes it. After a failure it is left with the frames that were written before.</summary>
    /// <exception cref="IOException">The rest of the frames cannot be written.</exception>
    public void Dispose() => _output.Dispose();

    private void Encode<T>(ReadOnlySpan<T> samples, int sampleBytes)
        where T : unmanaged
    {
        if (IsFloat && _coding.BytesPerSample == sampleBytes && BitConverter.IsLittleEndian)
        {
            WriteBytes(samples, sampleBytes);
            return;
        }
        while (!samples.IsEmpty)
        {
            Span<byte> room = _output.Room();
            int count = Math.Min(samples.Length, room.Length / _coding.BytesPerSample);
            _encoder.Encode(samples[..count], _output.Frames * Channels, room);
            _output.Advance(count * _coding.BytesPerSample);
            samples = samples[count..];
        }
    }

    private void WriteBytes<T>(ReadOnlySpan<T> samples, int sampleBytes)
        where T : unmanaged
    {
        // A span of bytes ends at 2^31: more samples go in parts of whole frames.
        int partSamples = int.MaxValue / 2 / sampleBytes / Channels * Channels;
        for (; samples.Length > partSamples; samples = samples[partSamples..]) _output.Write(MemoryMarshal.AsBytes(samples[..partSamples]));
        _output.Write(MemoryMarshal.AsBytes(samples));
    }

    private void Check(int samples)
    {
        ObjectDisposedException.ThrowIf(_output.IsDisposed, this);
        (int frames, int rest) = Math.DivRem(samples, Channels);
        if (rest != 0)
            throw new ArgumentException($"{samples} samples are not a whole number of frames of {Channels} channels.", nameof(samples));
        _output.ThrowIfFull(frames);
    }

    private InvalidOperationException NotIntegers() => new(IsFloat
        ? "The file holds floating-point samples: write float or double, as integers do not tell where full scale is."
        : $"Integers are written unscaled, and of 16 bits would be 2^{_coding.BitsPerSample - 16} times too quiet in a file of " +
          $"{_coding.BitsPerSample}: write int, float or double.");

    private ArgumentOutOfRangeException Outside(int sample, int index, string parameter)
    {
        long limit = 1L << (_coding.BitsPerSample - 1);
        return new ArgumentOutOfRangeException(
            parameter, sample, $"Sample {index}: integers are written unscaled, −{limit} to {limit - 1} for {_coding.BitsPerSample} bits.");
    }

    private static WaveFileLayout LayoutOf(double rate, int channels, WaveEncoding encoding, WaveWriterOptions? options)
    {
        options ??= WaveWriterOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, WaveCodingRules.MaxChannels);
        return new WaveFileLayout
        {
            Coding = encoding.Coding(channels),
            Rate = WaveFileLayout.WholeRate(rate),
            ChannelMask = options.MaskOf(channels),
            Chunks = MetadataBytes.Chunks(options.Metadata),
            MaxRiffBytes = options.MaxRiffBytes,
        };
    }

    private static Stream Checked(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanWrite ? stream : throw new ArgumentException("The stream cannot be written to.", nameof(stream));
    }

    private static FileStream Created(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Others may read and follow it. No buffer of its own: frames are buffered already.
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
    }
}
