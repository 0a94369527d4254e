namespace AudioIO;

/// <summary>Raw samples from any stream that can seek: a file without a header, memory, or another library's decoder.</summary>
/// <remarks>
/// This folder turns stored samples into values, whatever stored them. In come a <see cref="ByteSource"/> and a <c>SampleLayout</c>: where the
/// audio lies and how it is coded (<c>SampleCoding</c>), from a <see cref="PcmFormat"/> or from the header of a WAV file. Out go interleaved
/// values as float, double, int or short.
/// <para>
/// <c>PcmReader</c> reads by position, keeps nothing, and copies where the stored samples are the values. Else <c>SampleConversion</c> picks the loop:
/// <c>VectorConversion</c> for the common codings to float, <c>PlainConversion</c> over the types of <c>StoredIntegers</c> for everything, which
/// also defines what is right. <c>SampleScale</c> is the one place that knows the scale, <c>G711</c> the tables of companded samples. The other
/// way, a recording as bytes for programs that take a stream, goes through <c>PcmStream</c> and <c>IntegerPcm</c>.
/// </para>
/// </remarks>
public sealed class PcmStreamSource : AudioSource
{
    private readonly ByteSource _bytes;
    private SampleLayout _layout;
    private PcmReader _reader;

    private PcmStreamSource(ByteSource bytes, SampleLayout layout, DiagnosticLog log)
        : base(layout.Info, log)
    {
        _bytes = bytes;
        _layout = layout;
        _reader = new PcmReader(bytes, layout);
        if (layout.DataLength % layout.Coding.BlockBytes is not 0 and long rest)
        {
            string message = $"The samples end with {rest} bytes of a frame of {layout.Coding.BlockBytes}; they are not read.";
            log.Add(new Diagnostic(DiagnosticKind.Ignored, message)
            {
                Position = layout.DataPosition + layout.DataLength - rest,
            });
        }
    }

    /// <summary>Reads frames as they are stored.</summary>
    internal SampleReader Stored => Volatile.Read(ref _reader);

    /// <summary>Takes a stream.</summary>
    /// <param name="stream">A stream that can read and seek. Reads take turns; nobody else may use it meanwhile.</param>
    /// <param name="format">How the samples lie in it.</param>
    /// <param name="options">
    /// How it is read; null for the defaults. <see cref="AudioLoaderOptions.LeaveOpen"/> says whether the stream is closed.
    /// </param>
    /// <returns>The recording; dispose it to close the stream.</returns>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    /// <exception cref="AudioFormatException">The stream ends before <see cref="PcmFormat.StartPosition"/>.</exception>
    public static PcmStreamSource Open(Stream stream, PcmFormat format, AudioLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Opening.OrDispose(Opening.Bytes(stream, options), options, (bytes, _) => Open(bytes, format));
    }

    /// <summary>Takes bytes of any origin.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="format">How the samples lie in them.</param>
    /// <param name="options">
    /// How it is read; null for the defaults. <see cref="AudioLoaderOptions.LeaveOpen"/> says whether the bytes are closed.
    /// </param>
    /// <returns>The recording; dispose it to close the bytes.</returns>
    /// <exception cref="AudioFormatException">The bytes end before <see cref="PcmFormat.StartPosition"/>.</exception>
    public static PcmStreamSource Open(ByteSource bytes, PcmFormat format, AudioLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Opening.OrDispose(Opening.Bytes(bytes, options), options, (taken, _) => Open(taken, format));
    }

    private static PcmStreamSource Open(ByteSource bytes, PcmFormat format)
    {
        if (format.StartPosition > bytes.Length)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.Truncated,
                $"Samples at byte {format.StartPosition}: expected a stream that reaches there, found {bytes.Length} bytes",
                bytes.Length);
        }
        return new PcmStreamSource(bytes, Layout(format, bytes.Length), new DiagnosticLog());
    }

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination) =>
        Volatile.Read(ref _reader).Read(startFrame, destination);

    /// <inheritdoc/>
    protected override void RefreshFrames()
    {
        _bytes.Refresh();
        SampleLayout layout = Resized(_layout, _bytes.Length);
        if (layout.Frames <= _layout.Frames) return;
        _layout = layout;
        Volatile.Write(ref _reader, new PcmReader(_bytes, layout));
        Info = layout.Info;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _bytes.Dispose();
        base.Dispose(disposing);
    }

    private static SampleLayout Layout(PcmFormat format, long length)
    {
        int sampleBytes = format.BitsPerSample / 8;
        bool isCompanded = format.Encoding is AudioEncoding.ALaw or AudioEncoding.MuLaw;
        int bits = isCompanded ? SampleScale.DecodedBits : format.BitsPerSample;
        var layout = new SampleLayout
        {
            Format = AudioInfo.RawFormat,
            Coding = new SampleCoding
            {
                Encoding = format.Encoding,
                Channels = format.Channels,
                BitsPerSample = bits,
                ValidBits = bits,
                BytesPerSample = sampleBytes,
                BigEndian = format.BigEndian,
                BlockBytes = sampleBytes * format.Channels,
            },
            Rate = format.Rate,
            ChannelMask = 0,
            DataPosition = format.StartPosition,
            DataLength = 0,
            Frames = 0,
        };
        return Resized(layout, length);
    }

    private static SampleLayout Resized(SampleLayout layout, long length) => layout with
    {
        DataLength = length - layout.DataPosition,
        Frames = (length - layout.DataPosition) / layout.Coding.BlockBytes,
    };
}
