using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>
/// A recording whose recorder wrapped around where its input clipped, without the wraps. Uses the other source until it is closed.
/// </summary>
internal sealed partial class UnwrappedSource : AudioSource
{
    /// <summary>Runs that are remembered, so that several readers can each go on from where they were.</summary>
    private const int MaxParked = 4;

    /// <summary>Values read at once on the way to the frames asked for.</summary>
    private const int PieceValues = 1 << 15;

    private readonly AudioSource _inner;
    private readonly UnwrapOptions _options;
    private readonly int _segmentFrames;
    private readonly Lock _lock = new();
    private readonly List<Unwrapper<float>> _floats = [];
    private readonly List<Unwrapper<double>> _doubles = [];

    public UnwrappedSource(AudioSource inner, UnwrapOptions options)
        : base(inner.Info, inner.Log, inner)
    {
        _inner = inner;
        _options = options;
        _segmentFrames = Unwrapper<double>.SegmentFrames(inner.Info.Rate);
    }

    /// <summary>
    /// The samples, unwrapped where that is asked for and not done yet: a signal of the caller's own, which keeps the source open.
    /// </summary>
    public static SourceSignal<T> Signal<T>(AudioSource source, UnwrapOptions? unwrap)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        if (unwrap is null || source is UnwrappedSource)
        {
            source.ThrowIfNotReadable<T>();
            return new SourceSignal<T>(source);
        }
        using var unwrapped = new UnwrappedSource(source, unwrap);
        unwrapped.ThrowIfNotReadable<T>();
        return new SourceSignal<T>(unwrapped);
    }

    public override int FramesPerUnit => _inner.FramesPerUnit;

    internal override void ThrowIfNotReadable<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new InvalidOperationException(
                $"Unwrapped samples leave the range of integers: read them as float or double, not as {typeof(T).Name}.");
        }
    }

    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        if (typeof(T) == typeof(float)) Unwrap(startFrame, MemoryMarshal.Cast<T, float>(destination), _floats);
        else Unwrap(startFrame, MemoryMarshal.Cast<T, double>(destination), _doubles);
    }

    protected override void RefreshFrames()
    {
        Info = _inner.Info;
    }

    private void Unwrap<T>(long startFrame, Span<T> destination, List<Unwrapper<T>> parked)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Unwrapper<T> run = TakeRun(startFrame, parked);
        // A run that meets an exception is in the middle of a step: it is not parked again.
        Advance(run, startFrame);
        _inner.Read(startFrame, destination);
        run.Run(destination);
        Park(run, parked);
    }

    private void Advance<T>(Unwrapper<T> run, long frame)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (run.Position == frame) return;
        int channels = Info.Channels;
        int pieceFrames = (int)Math.Min(Math.Max(1, PieceValues / channels), frame - run.Position);
        T[] piece = ArrayPool<T>.Shared.Rent(pieceFrames * channels);
        try
        {
            while (run.Position < frame)
            {
                Span<T> values = piece.AsSpan(0, (int)Math.Min(pieceFrames, frame - run.Position) * channels);
                _inner.Read(run.Position, values);
                run.Run(values);
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(piece);
        }
    }

    /// <summary>The run that has the shortest way to a frame.</summary>
    private Unwrapper<T> TakeRun<T>(long frame, List<Unwrapper<T>> parked)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long entry = Unwrapper<T>.EntryFor(frame, _segmentFrames);
        Unwrapper<T>? best = null;
        lock (_lock)
        {
            foreach (Unwrapper<T> run in parked)
            {
                // At the entry itself a new run is as near, and needs nothing before it.
                if (run.Position > entry && run.Position <= frame && run.Position > (best?.Position ?? -1)) best = run;
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
        best ??= new Unwrapper<T>(Info.Channels, _segmentFrames, _options);
        best.Restart(entry);
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
