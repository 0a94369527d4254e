using System.Numerics;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>
/// A recording whose recorder wrapped around where its input clipped, without the wraps (<see cref="UnwrapOptions"/>). It is read as
/// <c>float</c> or <c>double</c>.
/// <para>
/// Unwrapping begins anew where the recording does: at its start, at every file, and at every break of the clock; and behind damage, where
/// nobody knows how often the sound has wrapped. So a file reads the same in a recording of many as alone, and damage makes no frame
/// unreadable but its own. Under <see cref="DamagePolicy.Silence"/> lost frames are silent.
/// </para>
/// </summary>
public sealed partial class UnwrappedSource : AudioSource
{
    /// <summary>Runs that are remembered, so that several readers can each go on from where they were.</summary>
    private const int MaxParked = 4;

    private readonly int _segmentFrames;
    private readonly Lock _lock = new();
    private readonly List<Unwrapper<float>> _floats = [];
    private readonly List<Unwrapper<double>> _doubles = [];
    private UnwrapParts? _parts;
    private long _revision; // of the recording, when the runs were begun

    internal UnwrappedSource(AudioSource recording, UnwrapOptions options)
        : base(recording.Info, recording.Log, recording)
    {
        Recording = recording;
        Options = options;
        _revision = recording.Revision;
        _segmentFrames = Unwrapper<double>.SegmentFrames(recording.Rate);
    }

    /// <summary>The recording as its file has it.</summary>
    public AudioSource Recording { get; }

    /// <summary>How it is unwrapped.</summary>
    public UnwrapOptions Options { get; }

    /// <inheritdoc/>
    public override int FramesPerUnit => Recording.FramesPerUnit;

    /// <inheritdoc/>
    public override IReadOnlyList<FrameRange> ContinuousRanges => Recording.ContinuousRanges;

    /// <inheritdoc/>
    public override IReadOnlyList<FrameRange> DamagedRanges => Recording.DamagedRanges;

    internal override long HeldBytes => base.HeldBytes + Recording.HeldBytes;

    internal override void ThrowIfNotReadable<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new InvalidOperationException(
                $"Unwrapped samples leave the range of integers: read them as float or double, not as {typeof(T).Name}.");
        }
    }

    internal override void Slim() => Recording.Slim();

    /// <summary>
    /// The samples, unwrapped where that is asked for and not done yet: a signal of the caller's own, which keeps the source open.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// They are unwrapped already in another way, or <typeparamref name="T"/> cannot hold them.
    /// </exception>
    internal static SourceSignal<T> Signal<T>(AudioSource source, UnwrapOptions? unwrap)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        if (unwrap is null || IsUnwrapped(source, unwrap))
        {
            source.ThrowIfNotReadable<T>();
            return new SourceSignal<T>(source);
        }
        using var unwrapped = new UnwrappedSource(source, unwrap);
        unwrapped.ThrowIfNotReadable<T>();
        return new SourceSignal<T>(unwrapped);
    }

    /// <summary>True where samples are unwrapped already as options want them.</summary>
    /// <exception cref="InvalidOperationException">They are unwrapped in another way.</exception>
    internal static bool IsUnwrapped(AudioSource source, UnwrapOptions options)
    {
        if (source is not UnwrappedSource unwrapped) return false;
        return unwrapped.Options == options ? true : throw new InvalidOperationException(
            $"The recording is unwrapped already, with a threshold of {unwrapped.Options.Threshold} and mode {unwrapped.Options.Mode}: " +
            $"use its {nameof(Recording)} to unwrap it in another way.");
    }

    /// <inheritdoc/>
    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        if (typeof(T) == typeof(float)) Unwrap(startFrame, MemoryMarshal.Cast<T, float>(destination), _floats);
        else Unwrap(startFrame, MemoryMarshal.Cast<T, double>(destination), _doubles);
    }

    /// <inheritdoc/>
    protected override void RefreshFrames()
    {
        Info = Recording.Info;
        if (Interlocked.Exchange(ref _revision, Recording.Revision) == Recording.Revision) return;
        // They have passed over silence where there is sound now.
        lock (_lock)
        {
            _floats.Clear();
            _doubles.Clear();
        }
    }

    private void Unwrap<T>(long startFrame, Span<T> destination, List<Unwrapper<T>> parked)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        UnwrapParts parts = UnwrapParts.Of(Recording, ref _parts);
        var reading = new UnwrappedReading(Recording);
        for (int i = parts.IndexOf(startFrame); !destination.IsEmpty; i++)
        {
            long origin = parts.Start(i);
            // At most the frames of a span.
            int count = (int)Math.Min(parts.Stop(i) - startFrame, destination.Length / Channels);
            Span<T> part = destination[..(count * Channels)];
            Unwrapper<T> run = TakeRun(startFrame, origin, parked);
            // A run that meets an exception is in the middle of a step: it is not parked again.
            reading.Advance(run, startFrame);
            reading.Read(run, startFrame, part);
            Park(run, parked);
            destination = destination[part.Length..];
            startFrame += count;
        }
    }

    /// <summary>The run that has the shortest way to a frame.</summary>
    private Unwrapper<T> TakeRun<T>(long frame, long origin, List<Unwrapper<T>> parked)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long entry = Unwrapper<T>.EntryFor(frame, origin, _segmentFrames);
        Unwrapper<T>? best = null;
        lock (_lock)
        {
            foreach (Unwrapper<T> run in parked)
            {
                // At the entry itself a new run is as near, and needs nothing before it.
                bool leads = run.Origin == origin && run.Position > entry && run.Position <= frame;
                if (leads && run.Position > (best?.Position ?? -1)) best = run;
            }
            if (best is not null)
            {
                parked.Remove(best);
                return best;
            }
            if (parked.Count == MaxParked)
            {
                best = parked[0];
                parked.RemoveAt(0);
            }
        }
        best ??= new Unwrapper<T>(Channels, _segmentFrames, Options);
        best.Restart(entry, origin);
        return best;
    }

    private void Park<T>(Unwrapper<T> run, List<Unwrapper<T>> parked)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        lock (_lock)
        {
            if (parked.Count == MaxParked) parked.RemoveAt(0);
            parked.Add(run);
        }
    }
}
