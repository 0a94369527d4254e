using AudioIO.Window;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>Usual size of the side buffer in values: enough for a source to work at full speed, small beside a window.</summary>
    private const int SideValues = 1 << 16;

    private readonly FrameBuffer<T> _side;
    private FrameRange _lastInWindow;
    private FrameRange _lastAside;
    private long _runAside;

    /// <summary>Largest number of frames in the side buffer: room for two units of the source, where an array has it.</summary>
    private int SideFrames
    {
        get
        {
            long frames = Math.Max(SideValues / ValuesPerFrame, 2L * FramesPerUnit);
            return (int)Math.Min(frames, Array.MaxLength / ValuesPerFrame);
        }
    }

    /// <summary>
    /// Gives access to frames where <see cref="AccessPolicy"/> has them: in the window or in the side buffer. False when they are
    /// too many for that.
    /// </summary>
    /// <param name="request">Frames within the array, not empty.</param>
    /// <param name="frames">The values of all of them, valid until the next access.</param>
    private bool TryFetch(FrameRange request, out ReadOnlySpan<T> frames)
    {
        AccessPlan plan = Plan(request);
        switch (plan.Path)
        {
            case AccessPath.MoveWindow:
                MoveWindow(plan.Frames);
                _lastAside = default;
                goto case AccessPath.Window;
            case AccessPath.Window:
                _lastInWindow = request;
                frames = _window.Slice(request);
                return true;
            case AccessPath.LoadSide:
                NoteRun(request, plan.Frames.Count);
                _side.Hold(plan.Frames, SideFrames);
                goto case AccessPath.Side;
            case AccessPath.Side:
                _lastAside = request;
                frames = _side.Slice(request);
                return true;
            default:
                NoteRun(request, request.Count);
                _lastAside = request;
                frames = default;
                return false;
        }
    }

    private AccessPlan Plan(FrameRange request)
    {
        var state = new AccessState
        {
            Window = _window.Held,
            LastInWindow = _lastInWindow,
            Side = _side.Held,
            LastAside = _lastAside,
            Run = _runAside,
        };
        var limits = new AccessLimits
        {
            TotalFrames = Frames,
            BufferFrames = EffectiveBufferFrames,
            BackFrames = BackFrames,
            SideFrames = SideFrames,
            UnitFrames = FramesPerUnit,
        };
        return AccessPolicy.Plan(request, state, limits);
    }

    private void NoteRun(FrameRange request, long loaded)
    {
        bool continues = AccessPolicy.DirectionFrom(_lastAside, request) != Direction.None;
        _runAside = continues ? _runAside + loaded : loaded;
    }

    /// <summary>Reads frames into a destination of their size; nothing when there are none.</summary>
    private void ReadFrames(FrameRange request, Span<T> destination)
    {
        if (request.IsEmpty) return;
        if (TryFetch(request, out ReadOnlySpan<T> frames)) frames.CopyTo(destination);
        else LoadBuffer(request.Start, destination);
    }

    /// <summary>Reads neighbouring channels of frames into a destination of their size; nothing when there are none.</summary>
    private void ReadChannels(FrameRange request, int firstChannel, int channels, Span<T> destination)
    {
        if (request.IsEmpty || channels == 0) return;
        if (TryFetch(request, out ReadOnlySpan<T> frames))
        {
            _layout.CopyChannels(frames, firstChannel, channels, destination);
            return;
        }
        int valuesPerFrame = channels * _layout.ValuesPerChannel;
        for (var piece = FirstPiece(request); !piece.IsEmpty; piece = NextPiece(piece, request))
        {
            _side.Hold(piece, SideFrames);
            _layout.CopyChannels(_side.Values, firstChannel, channels, destination[((int)(piece.Start - request.Start) * valuesPerFrame)..]);
        }
    }

    /// <summary>Reads frames at equal distances into a destination of their size; nothing when there are none.</summary>
    private void ReadSteps(FrameSteps steps, Span<T> destination)
    {
        if (steps.Count == 0) return;
        if (steps.Step == 1)
        {
            ReadFrames(steps.Extent, destination);
            return;
        }
        for (long i = 0; i < steps.Count; i++)
            ReadFrames(new FrameRange(steps[i], steps[i] + 1), destination.Slice((int)i * ValuesPerFrame, ValuesPerFrame));
    }

    /// <summary>The beginning of a request that is too large for the side buffer, up to a boundary between units of the source.</summary>
    private FrameRange FirstPiece(FrameRange request) => NextPiece(new FrameRange(request.Start, request.Start), request);

    private FrameRange NextPiece(FrameRange piece, FrameRange request)
    {
        long stop = piece.Stop + SideFrames;
        stop -= SideFrames > FramesPerUnit ? stop % FramesPerUnit : 0;
        return new FrameRange(piece.Stop, Math.Min(stop, request.Stop));
    }
}
