using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>
/// An MP3 recording, read by position: every frame has the bits that decoding from the beginning gives, whoever asks for it, in whatever order.
/// </summary>
/// <remarks>
/// In comes a file of Mp3Frames, out go its frames as floats. Opening walks over all headers (<c>Mp3Walker</c>), which says how long the recording is and
/// where every Mp3Frame lies (<c>Mp3Index</c>); what encoders add to the sound is taken off (<c>Mp3InfoTag</c>). Reading decodes the Mp3Frames that hold the
/// frames asked for (<c>Mp3Reader</c>), with NLayer, which gets each of them with all the bytes that belong to it (<c>Mp3DecoderFrame</c>).
/// <para>
/// Damage keeps its place: Mp3Frames that are lost are counted by their bytes, and those that cannot be decoded, or overlap with such, throw or are silence.
/// MP3 has no checksum over its sound: bits that were changed and still can be decoded are sound to every decoder.
/// </para>
/// </remarks>
internal sealed class Mp3Source : AudioSource
{
    private readonly ByteSource _bytes;
    private readonly AudioLoaderOptions _options;
    private readonly Mp3Opening _opening;
    private readonly Mp3ReaderPool _readers;
    private Mp3Recording _recording;
    private Diagnostic[] _said; // of the file as long as it is

    /// <param name="bytes">The file.</param>
    /// <param name="recording">The file as it was measured.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="opening">What has measured it.</param>
    public Mp3Source(ByteSource bytes, Mp3Recording recording, AudioLoaderOptions options, Mp3Opening opening)
        : base(recording.Info)
    {
        _bytes = bytes;
        _options = options;
        _opening = opening;
        _recording = recording;
        _readers = new Mp3ReaderPool(() => new Mp3Reader(_bytes, Recording));
        _said = [.. opening.Describe(recording)];
        foreach (Diagnostic entry in opening.Notes.Concat(_said)) Report(entry);
    }

    /// <inheritdoc/>
    public override int FramesPerUnit => Recording.Stream.FrameCount;

    private Mp3Recording Recording => Volatile.Read(ref _recording);

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        Mp3Recording recording = Recording;
        int channels = recording.Stream.Channels;
        (long frame, long offset) = Math.DivRem(startFrame + recording.SkippedFrames, recording.Stream.FrameCount);
        Mp3Reader reader = _readers.Rent(frame);
        try
        {
            for (int skipped = (int)offset * channels; destination.Length > 0; frame++, skipped = 0)
            {
                Mp3Fault? fault = reader.Read(recording, frame, out ReadOnlySpan<float> samples);
                samples = samples[skipped..];
                if (samples.Length > destination.Length) samples = samples[..destination.Length];
                if (fault is null) Copy(samples, destination);
                else Damaged(recording, fault, destination[..samples.Length]);
                destination = destination[samples.Length..];
            }
        }
        finally
        {
            _readers.Return(reader);
        }
    }

    /// <inheritdoc/>
    protected override void RefreshFrames()
    {
        long length = _bytes.Length;
        _bytes.Refresh();
        if (_bytes.Length <= length) return;
        Mp3Walker walker = _opening.Walker;
        walker.Walk();
        Mp3Recording recording = _recording with { Index = walker.ToIndex() };
        // First what can be read, then what may be asked for.
        Volatile.Write(ref _recording, recording);
        Diagnostic[] said = [.. _opening.Describe(recording)];
        TakeBack(_said.Except(said));
        foreach (Diagnostic entry in said) Report(entry);
        _said = said;
        Info = recording.Info;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _bytes.Dispose();
        base.Dispose(disposing);
    }

    private static void Copy<T>(ReadOnlySpan<float> samples, Span<T> destination)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            samples.CopyTo(MemoryMarshal.Cast<T, float>(destination));
            return;
        }
        Span<double> doubles = MemoryMarshal.Cast<T, double>(destination);
        for (int i = 0; i < samples.Length; i++) doubles[i] = samples[i];
    }

    private void Damaged<T>(Mp3Recording recording, Mp3Fault fault, Span<T> destination)
        where T : unmanaged
    {
        FrameRange lost = recording.FramesOf(fault.Frame, fault.FrameCount);
        string which = fault.FrameCount == 1 ? $"Mp3Frame {fault.Frame}" : $"Mp3Frames {fault.Frame} to {fault.Frame + fault.FrameCount - 1}";
        string message = $"{which} with frames {lost.Start} to {lost.Stop - 1} at byte {fault.Position}: {fault.Message}";
        if (_options.OnDamage == DamagePolicy.Throw)
        {
            throw new AudioFormatException(fault.Kind, message, fault.Position, _bytes.Path)
            {
                StartFrame = lost.Start,
                FrameCount = lost.Stop - lost.Start,
            };
        }
        destination.Clear();
        Report(new Diagnostic(DiagnosticKind.Damaged, message + "; they read as silence")
        {
            Position = fault.Position,
            Path = _bytes.Path,
            StartFrame = lost.Start,
            FrameCount = lost.Stop - lost.Start,
        });
    }
}
