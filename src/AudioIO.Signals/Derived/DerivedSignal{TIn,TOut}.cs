using System.Runtime.CompilerServices;
using AudioIO.Derived;

namespace AudioIO;

/// <summary>
/// A signal that is computed from another one while it is read. The same frame has the same bits whoever asks for it, whatever for, in
/// whatever order, on any number of threads: a value is a function of its position and of the source.
/// <para>
/// A subclass says which frames of the source an output needs (<see cref="Needs"/>) and computes it from them (<see cref="Compute"/>). Where
/// a value does not depend on what is computed with it, as that of a gain, that is all, and any frames are computed at once. Where it does,
/// as in a recursive filter, <see cref="TileFrames"/> is the size of the tiles that are always computed as a whole, on a grid that begins with
/// the stretch; the last few of them are remembered.
/// </para>
/// <para>
/// It grows with its source and keeps it open. Where the source has breaks, each stretch stands alone unless it is told otherwise
/// (<see cref="Breaks"/>): positions in <see cref="Needs"/> and <see cref="Compute"/> count from the beginning of the stretch. Values that
/// depend on what lies beyond the end of a source that grows become others when it has grown.
/// </para>
/// </summary>
/// <example>
/// <code>
/// sealed class Rectified(Signal&lt;float&gt; source) : DerivedSignal&lt;float, float&gt;(source)
/// {
///     protected override FrameRange Needs(FrameRange output) =&gt; output;
///
///     protected override void Compute(SourceFrames&lt;float&gt; source, FrameRange output, Span&lt;float&gt; destination)
///     {
///         for (int i = 0; i &lt; destination.Length; i++) destination[i] = Math.Abs(source.Span[i]);
///     }
/// }
/// </code>
/// </example>
/// <typeparam name="TIn">Type of a value of the source.</typeparam>
/// <typeparam name="TOut">Type of a value of this signal.</typeparam>
public abstract partial class DerivedSignal<TIn, TOut> : Signal<TOut>
    where TIn : unmanaged
    where TOut : unmanaged
{
    // What an array is told to be aligned to: a part of every larger tile.
    private const int MaxUnitFrames = 1 << 14;

    private readonly Lock _creating = new();
    private StretchMap? _map;
    private TileCache<TOut>? _tiles;
    private int _tileFrames;

    /// <summary>Creates a signal with the rate and the shape of its source.</summary>
    /// <param name="source">What it is computed from; it stays open for as long as this signal is used.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <exception cref="ObjectDisposedException">The source is closed.</exception>
    protected DerivedSignal(Signal<TIn> source, Breaks across = Breaks.Restart)
        : this(source, NotNull(source).Rate, source.FrameShape, across)
    {
    }

    /// <summary>Creates a signal with a rate or a shape of its own.</summary>
    /// <param name="source">What it is computed from; it stays open for as long as this signal is used.</param>
    /// <param name="rate">Frames per second in Hz, above 0.</param>
    /// <param name="frameShape">Number of channels and length of every further dimension, each from 1.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The source is closed.</exception>
    protected DerivedSignal(Signal<TIn> source, double rate, ReadOnlySpan<int> frameShape, Breaks across = Breaks.Restart)
        : base(rate, 0, frameShape, Checked(source, across))
    {
        Source = source;
        Across = across;
    }

    /// <summary>What the signal is computed from.</summary>
    public Signal<TIn> Source { get; }

    /// <summary>What becomes of breaks in the source.</summary>
    public Breaks Across { get; }

    /// <inheritdoc/>
    public sealed override long Frames => Map.Frames;

    /// <summary>True: what is beyond the end of the source counts as zeros, or as its reflection, until it is there.</summary>
    protected override bool ChangesAsItGrows => true;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<FrameRange> ContinuousRanges => Map.ContinuousRanges;

    /// <summary>
    /// The frames that are computed, wholly or in part, from frames of the source that are known to be damaged: as far as <see cref="Needs"/>
    /// reaches, which for a recursive filter is until it has forgotten them to its tolerance. They are doubtful, those beside them are not.
    /// </summary>
    public sealed override IReadOnlyList<FrameRange> DamagedRanges =>
        Source.DamagedRanges is { Count: > 0 } damage ? Map.Dependents(damage, Needs) : [];

    /// <inheritdoc/>
    public override int FramesPerUnit
    {
        get
        {
            if (Tile > 1) return Math.Min(Tile, MaxUnitFrames);
            double frames = Source.FramesPerUnit * (Rate / Source.Rate);
            return (int)Math.Clamp(frames, 1, MaxUnitFrames);
        }
    }

    /// <summary>
    /// Number of frames that are computed together, from 1, always the same: 1, the default, where a value does not depend, to the last bit,
    /// on which others are computed with it.
    /// </summary>
    protected virtual int TileFrames => 1;

    private int Tile
    {
        get
        {
            if (_tileFrames == 0)
            {
                int frames = TileFrames;
                if (frames < 1 || (long)frames * ValuesPerFrame > Array.MaxLength)
                {
                    throw new InvalidOperationException(
                        $"{GetType().Name} computes {frames} frames of {ValuesPerFrame} values together (TileFrames): expected 1 to " +
                        $"{Array.MaxLength / ValuesPerFrame}.");
                }
                _tileFrames = frames;
            }
            return _tileFrames;
        }
    }

    private StretchMap Map
    {
        get
        {
            StretchMap? map = Volatile.Read(ref _map);
            return map is not null && map.SourceFrames == Source.Frames ? map : NewMap();
        }
    }

    /// <summary>
    /// Number of frames computed from a stretch of the source: as many, unless overridden. The longer the stretch, the more or as many.
    /// </summary>
    /// <param name="sourceFrames">Number of frames of the stretch, from 0.</param>
    protected virtual long OutputFrames(long sourceFrames) => sourceFrames;

    /// <summary>
    /// The frames of the source that frames of this signal are computed from. They may reach beyond the stretch on both sides, where zeros
    /// take their place. Later outputs need no earlier frames, and more outputs no fewer.
    /// </summary>
    /// <param name="output">
    /// Frames of this signal, at least one, counted from the beginning of the stretch; not only whole tiles, but also single frames, of which
    /// it tells how far damage reaches (<see cref="DamagedRanges"/>).
    /// </param>
    /// <returns>Frames of the source, counted from the beginning of the stretch.</returns>
    protected abstract FrameRange Needs(FrameRange output);

    /// <summary>
    /// Computes frames from those that <see cref="Needs"/> names, and from nothing else: no state stays from call to call. Several threads
    /// may call it at once.
    /// </summary>
    /// <param name="source">The frames needed, with zeros for those outside the stretch.</param>
    /// <param name="output">
    /// What to compute, counted from the beginning of the stretch: a whole tile, or its part up to the end, where <see cref="TileFrames"/> is
    /// above 1; anything else otherwise.
    /// </param>
    /// <param name="destination">Room for exactly these frames, to be filled; it may hold anything before.</param>
    protected abstract void Compute(SourceFrames<TIn> source, FrameRange output, Span<TOut> destination);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Volatile.Read(ref _tiles)?.Clear();
        base.Dispose(disposing);
    }

    private static Signal<TIn> NotNull(Signal<TIn> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source;
    }

    // Before the base class holds the source open.
    private static Signal<TIn> Checked(Signal<TIn> source, Breaks across)
    {
        if (across is not (Breaks.Restart or Breaks.Through))
            throw new ArgumentOutOfRangeException(nameof(across), across, "Expected Restart or Through.");
        return NotNull(source);
    }

    private StretchMap NewMap()
    {
        lock (_creating)
        {
            StretchMap? map = _map;
            if (map is not null && map.SourceFrames >= Source.Frames) return map;
            map = StretchMap.Create(Source, Across, OutputFrames);
            Volatile.Write(ref _map, map);
            return map;
        }
    }

    private TileCache<TOut> NewTiles()
    {
        lock (_creating)
        {
            if (_tiles is null)
                Volatile.Write(ref _tiles, new TileCache<TOut>((long)Tile * ValuesPerFrame, Unsafe.SizeOf<TOut>()));
            return _tiles!;
        }
    }
}
