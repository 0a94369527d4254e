using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// A recording whose samples are read by position, as any type: frames × channels without a cursor. <see cref="Read{T}"/> may be called from
/// several threads at once, and several arrays and signals can share one source.
/// <para>
/// A subclass gives an <see cref="AudioInfo"/> and <see cref="ReadFrames{T}"/>; joining, read-ahead, streams and arrays come with it.
/// </para>
/// </summary>
public abstract partial class AudioSource : Signal
{
    private readonly DiagnosticLog _diagnostics;
    private AudioInfo _info;

    /// <summary>Creates a source.</summary>
    /// <param name="info">Format, rate and measured length of the recording.</param>
    /// <param name="over">The signals that it stands on; they stay open for as long as it is used.</param>
    protected AudioSource(AudioInfo info, params ReadOnlySpan<Signal> over)
        : this(info, new DiagnosticLog(), over)
    {
    }

    private protected AudioSource(AudioInfo info, DiagnosticLog diagnostics, params ReadOnlySpan<Signal> over)
        : base(info.Rate, info.Frames, [info.Channels], over)
    {
        _info = info;
        _diagnostics = diagnostics;
    }

    /// <summary>
    /// Format, rate and measured length of the recording. Only <see cref="Signal.Refresh"/> changes it, and nothing but the length.
    /// </summary>
    public AudioInfo Info
    {
        get => Volatile.Read(ref _info);
        protected set => Volatile.Write(ref _info, value);
    }

    /// <inheritdoc/>
    public sealed override long Frames => Info.Frames;

    /// <summary>
    /// What is not as it should be, in the order it was found; grows while the recording is read. After a refresh that has found the file to be
    /// longer it is what is odd about it now: what was so only before, as an end within a FlacFrame, is listed no more.
    /// </summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics.Snapshot();

    /// <summary>
    /// The frames that are known to be damaged, in ascending order, ranges that touch merged: those that were met in reading, and those that
    /// a verification of the whole has found (<see cref="FlacSource.Verify"/>).
    /// </summary>
    public override IReadOnlyList<FrameRange> DamagedRanges => _diagnostics.Damage.Snapshot();

    internal DiagnosticLog Log => _diagnostics;

    /// <summary>Memory in bytes that the source takes while nobody reads it: roughly, and rather too much than too little.</summary>
    internal virtual long HeldBytes => 1 << 14;

    /// <summary>Reads frames into the whole of <paramref name="destination"/>.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled by 1/2^(n−1) to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers
    /// unscaled.
    /// </typeparam>
    /// <param name="startFrame">First frame, 0 to Frames − destination.Length / Channels.</param>
    /// <param name="destination">Interleaved frames × channels; its length is a multiple of the number of channels.</param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="destination"/> is not a multiple of the number of channels.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The frames do not lie within the recording.</exception>
    /// <exception cref="AudioFormatException">The frames are damaged in the file.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public void Read<T>(long startFrame, Span<T> destination)
        where T : unmanaged
    {
        ThrowIfClosed();
        ThrowIfNotReadable<T>();
        (int count, int rest) = Math.DivRem(destination.Length, Info.Channels);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"A length of {destination.Length} values is not a whole number of frames of {Info.Channels} channels.", nameof(destination));
        }
        ArgumentOutOfRangeException.ThrowIfNegative(startFrame);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startFrame, Info.Frames - count);
        if (count == 0) return;
        try
        {
            ReadFrames(startFrame, destination);
        }
        catch (AudioFormatException fault) when (NoteDamage(fault))
        {
            throw;
        }
    }

    /// <summary>Fills <paramref name="destination"/> or throws; the arguments are checked and the request is not empty.</summary>
    /// <typeparam name="T"><c>float</c>, <c>double</c>, <c>int</c> or <c>short</c>, as in <see cref="Read{T}"/>.</typeparam>
    /// <param name="startFrame">First frame.</param>
    /// <param name="destination">Interleaved frames × channels, at least one frame; it may hold anything before.</param>
    protected abstract void ReadFrames<T>(long startFrame, Span<T> destination)
        where T : unmanaged;

    /// <summary>Gives back memory that can be had again cheaply, such as buffers; what is known of the recording stays.</summary>
    internal virtual void Slim()
    {
    }

    /// <summary>
    /// Adds something that is not as it should be to <see cref="Diagnostics"/>; what is there already is kept once. Safe from any thread.
    /// </summary>
    /// <param name="entry">The entry.</param>
    protected void Report(Diagnostic entry) => _diagnostics.Add(entry);

    /// <summary>
    /// Takes entries back that are not true any more, as those about the end of a file that has grown since; others are passed over. Frames that
    /// an entry has called damaged stay among <see cref="DamagedRanges"/>. Safe from any thread.
    /// </summary>
    /// <param name="entries">Entries as they were reported.</param>
    protected void TakeBack(IEnumerable<Diagnostic> entries) => _diagnostics.Forget(entries);

    /// <summary>
    /// A file that has grown is measured anew: what was said of it before and is not said now is not true any more, unless it is about frames that
    /// the growth does not touch, and what is known of the other frames is forgotten until it is met again.
    /// </summary>
    /// <param name="before">What the measurement before has said; from now on it says nothing more here.</param>
    /// <param name="now">What this one has said, and whose later entries come here.</param>
    /// <param name="doubtfulFrame">The first frame of which another answer is possible now; long.MaxValue where there is none.</param>
    private protected void Remeasured(DiagnosticLog before, DiagnosticLog now, long doubtfulFrame)
    {
        HashSet<Diagnostic> said = [.. now.Snapshot()];
        before.TellAlso(null);
        Diagnostic[] gone = [.. before.Snapshot().Where(entry => !said.Contains(entry) && !(entry.StartFrame < doubtfulFrame))];
        bool IsDoubtful(Diagnostic entry) => entry.Kind == DiagnosticKind.Damaged && entry.StartFrame >= doubtfulFrame && !said.Contains(entry);
        Log.Forget(gone.Concat(Log.Snapshot().Where(IsDoubtful)));
        bool hasForgotten = Log.Damage.Forget(doubtfulFrame);
        foreach (Diagnostic entry in now.Snapshot()) Log.Add(entry);
        foreach (FrameRange damaged in now.Damage.Snapshot()) Log.Damage.Add(damaged);
        now.TellAlso(Log);
        if (hasForgotten) Revise();
    }

    /// <summary>The samples as a signal of the type of choice: what arrays, filters and spectrograms stand on.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled by 1/2^(n−1) to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers
    /// unscaled.
    /// </typeparam>
    /// <returns>A signal of your own, which keeps the recording open until it is disposed.</returns>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public Signal<T> Signal<T>()
        where T : unmanaged
    {
        ThrowIfNotReadable<T>();
        return new SourceSignal<T>(this);
    }

    /// <summary>Throws unless samples of this recording can be read as <typeparamref name="T"/>.</summary>
    internal virtual void ThrowIfNotReadable<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) return;
        bool fits = (typeof(T) == typeof(int) && Info.BitsPerSample <= 32) || (typeof(T) == typeof(short) && Info.BitsPerSample <= 16);
        if (!fits || !Info.IsInteger) ThrowNotReadable<T>();
    }

    /// <summary>Runs while the exception is on its way; never takes it.</summary>
    private bool NoteDamage(AudioFormatException fault)
    {
        if (fault is { StartFrame: { } start, FrameCount: { } count }) _diagnostics.Damage.Add(new FrameRange(start, start + count));
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowNotReadable<T>() => throw new InvalidOperationException(
        $"Samples of type {typeof(T).Name} cannot be read from {Info.BitsPerSample}-bit {Info.Encoding}: " +
        "float and double read everything, int and short read integers that fit.");
}
