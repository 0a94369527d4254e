namespace AudioIO;

/// <summary>Cuts ranges out of recordings and signals, into WAV files.</summary>
public static class AudioExport
{
    /// <summary>
    /// Writes a range of a recording into a WAV file. Samples stay as they are, to the bit, unless another encoding is asked for; what the
    /// recording says beside them stays, too, moved by the start of the range.
    /// <para>
    /// Of several files the one in which the range begins speaks. bext keeps all its fields: TimeReference, date and time are moved.
    /// GUANO's Timestamp is when the first frame was recorded, by the clock of the recording (also where only the name of the file told
    /// it), Length that of the range. iXML's time fields, and dates with a time of day in INFO, are moved. Markers in the range are kept,
    /// regions cut to it. Comments of FLAC become fields of INFO where INFO has them, else fields of GUANO in the namespace <c>Vorbis</c>.
    /// </para>
    /// <para>
    /// The file is whole under its name, or not there; after a failure or a cancellation nothing of it stays. It is not flushed to the disk:
    /// a machine that loses its power soon afterwards may keep the name and lose the content. Frames that are damaged fail the export where
    /// the recording was opened with <see cref="DamagePolicy.Throw"/>; else they are silence, and the report lists them.
    /// </para>
    /// </summary>
    /// <param name="source">The recording.</param>
    /// <param name="path">Path of the file.</param>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="count">Number of frames, from 0; the range lies within the recording.</param>
    /// <param name="options">Encoding, dither, further chunks, overwriting; null for the defaults.</param>
    /// <param name="progress">Told the fraction done, up to 1; null for nobody.</param>
    /// <param name="cancellationToken">Ends the export early.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the recording; or its rate is not a whole number of
    /// Hz.</exception>
    /// <exception cref="AudioFormatException">Frames of the range are damaged.</exception>
    /// <exception cref="IOException">
    /// The path is a file of the recording itself; it exists already; or files cannot be read or written, as when the disk is full.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only.</exception>
    /// <exception cref="InvalidOperationException">Samples of more than 53 bits of several files: choose an encoding.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The recording was closed.</exception>
    public static ExportReport Export(
        this AudioSource source,
        string path,
        long start,
        long count,
        ExportOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ExportRequest request = ExportRequest.Of(source, path, start, count, options, progress, cancellationToken);
        using IDisposable use = source.Use();
        ExportPlan plan = ExportPlan.Of(source, start, count, request.Options.Encoding);
        return request.Run(source, plan.Coding, source, transfer => transfer.Run(source, plan));
    }

    /// <summary>
    /// Writes a range of a signal into a WAV file, as 32-bit floats unless another encoding is asked for. What the recording says from
    /// which it was computed is kept where <see cref="ExportOptions.DescribedBy"/> names it. The file is whole under its name, or not
    /// there, but not flushed to the disk.
    /// </summary>
    /// <param name="signal">The signal: frames × channels, at a rate of whole Hz.</param>
    /// <inheritdoc cref="Export(AudioSource, string, long, long, ExportOptions?, IProgress{double}?, CancellationToken)"/>
    /// <param name="path"/><param name="start"/><param name="count"/><param name="options"/>
    /// <param name="progress"/><param name="cancellationToken"/>
    /// <exception cref="ArgumentException">
    /// The signal has further dimensions beside channels, or more than 1024 of these; or the recording that describes it has another rate.
    /// </exception>
    public static ExportReport Export(
        this Signal<float> signal,
        string path,
        long start,
        long count,
        ExportOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ExportRequest request = ExportRequest.Of(signal, path, start, count, options, progress, cancellationToken);
        AudioSource? source = (signal as SourceSignal<float>)?.Source;
        return Export(signal, request, WaveEncoding.IeeeFloat32, source, transfer => transfer.Run(signal));
    }

    /// <summary>
    /// Writes a range of a signal into a WAV file, as 64-bit floats unless another encoding is asked for. The file is whole under its name,
    /// or not there, but not flushed to the disk.
    /// </summary>
    /// <inheritdoc cref="Export(Signal{float}, string, long, long, ExportOptions?, IProgress{double}?, CancellationToken)"/>
    public static ExportReport Export(
        this Signal<double> signal,
        string path,
        long start,
        long count,
        ExportOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ExportRequest request = ExportRequest.Of(signal, path, start, count, options, progress, cancellationToken);
        AudioSource? source = (signal as SourceSignal<double>)?.Source;
        return Export(signal, request, WaveEncoding.IeeeFloat64, source, transfer => transfer.Run(signal));
    }

    private static ExportReport Export(
        Signal signal, ExportRequest request, WaveEncoding encoding, AudioSource? source, Action<ExportTransfer> run)
    {
        if (signal.Rank != 2 || signal.Channels > WaveCodingRules.MaxChannels)
        {
            throw new ArgumentException(
                "A WAV file has frames × channels, 1024 at most: " +
                $"a signal of {signal.Rank} dimensions with {signal.ValuesPerFrame} values in a frame does not fit.",
                nameof(signal));
        }
        AudioSource? described = source ?? request.Options.DescribedBy;
        if (described is not null && (described.Rate != signal.Rate || described.Frames < request.Stop))
        {
            throw new ArgumentException(
                $"A recording of {described.Frames} frames at {described.Rate} Hz does not describe frames up to {request.Stop} " +
                $"at {signal.Rate} Hz.",
                nameof(request));
        }
        using IDisposable use = signal.Use();
        return request.Run(signal, (request.Options.Encoding ?? encoding).Coding(signal.Channels), described, run);
    }
}
