namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>Usual size of a side buffer in values: enough for a source to work at full speed, small beside a window.</summary>
    private const int SideValues = 1 << 16;

    /// <summary>Files are read by pages of this size at least.</summary>
    private const int PageBytes = 4096;

    private FrameBuffer<T> _recentSide;
    private FrameBuffer<T> _olderSide;

    /// <summary>Largest number of frames in a side buffer: room for two units of the source, where an array has it.</summary>
    private int SideFrames
    {
        get
        {
            long frames = Math.Max(SideValues / ValuesPerFrame, 2L * FramesPerUnit);
            return (int)Math.Min(frames, Array.MaxLength / ValuesPerFrame);
        }
    }

    /// <summary>
    /// Gives access to frames where <see cref="AccessPolicy"/> has them: in the window or in a side buffer. False when they are too
    /// many for that.
    /// </summary>
    /// <param name="request">Frames within the array, not empty.</param>
    /// <param name="frames">The values of all of them, valid until the next access.</param>
    private bool TryFetch(FrameRange request, out ReadOnlySpan<T> frames)
    {
        AccessPlan plan = Plan(request);
        if (plan.Path is AccessPath.Window or AccessPath.MoveWindow)
        {
            if (plan.Path == AccessPath.MoveWindow) MoveWindow(plan.Frames, request);
            _window.Note(request, 0);
            frames = _window.Slice(request);
            return true;
        }
        if (plan.Side == 1) (_recentSide, _olderSide) = (_olderSide, _recentSide);
        if (plan.Path == AccessPath.LoadSide) Hold(ref _recentSide, plan.Frames, request, SideFrames);
        _recentSide.Note(request, plan.Run);
        frames = plan.Path == AccessPath.Direct ? default : _recentSide.Slice(request);
        return plan.Path != AccessPath.Direct;
    }

    private AccessPlan Plan(FrameRange request)
    {
        var state = new AccessState(_window.State, _recentSide.State, _olderSide.State);
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

    /// <summary>Reads frames into a destination of their size; nothing when there are none.</summary>
    private void ReadFrames(FrameRange request, Span<T> destination)
    {
        if (request.IsEmpty) return;
        if (TryFetch(request, out ReadOnlySpan<T> frames)) frames.CopyTo(destination);
        else Load(request.Start, destination);
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
        int width = channels * _layout.ValuesPerChannel;
        for (FrameRange piece = FirstPiece(request); !piece.IsEmpty; piece = NextPiece(piece, request))
        {
            _recentSide.Hold(piece, SideFrames);
            _layout.CopyChannels(_recentSide.Values, firstChannel, channels, destination[((int)(piece.Start - request.Start) * width)..]);
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
        if (IsCheaperReadThrough(steps))
        {
            ReadThrough(steps, destination);
            return;
        }
        for (int i = 0; i < steps.Count; i++)
            ReadFrames(new FrameRange(steps[i], steps[i] + 1), destination.Slice(i * ValuesPerFrame, ValuesPerFrame));
    }

    /// <summary>True when a step lies within what the source decodes at once, or within the page that a file is read by anyway.</summary>
    private unsafe bool IsCheaperReadThrough(FrameSteps steps)
    {
        long frames = Math.Max(FramesPerUnit, PageBytes / ((long)ValuesPerFrame * sizeof(T)));
        return -frames <= steps.Step && steps.Step <= frames;
    }

    private void ReadThrough(FrameSteps steps, Span<T> destination)
    {
        FrameRange extent = steps.Extent;
        if (TryFetch(extent, out ReadOnlySpan<T> frames))
        {
            PickSteps(steps, extent, frames, destination);
            return;
        }
        for (FrameRange piece = FirstPiece(extent); !piece.IsEmpty; piece = NextPiece(piece, extent))
        {
            _recentSide.Hold(piece, SideFrames);
            PickSteps(steps, piece, _recentSide.Values, destination);
        }
    }

    /// <summary>Copies to their places those of the steps that lie in a piece of the recording.</summary>
    private void PickSteps(FrameSteps steps, FrameRange piece, ReadOnlySpan<T> frames, Span<T> destination)
    {
        (long first, long stop) = steps.IndicesWithin(piece);
        for (long i = first; i < stop; i++)
        {
            ReadOnlySpan<T> frame = frames.Slice((int)(steps[i] - piece.Start) * ValuesPerFrame, ValuesPerFrame);
            frame.CopyTo(destination[((int)i * ValuesPerFrame)..]);
        }
    }

    /// <summary>The beginning of a request that is too large for a side buffer.</summary>
    private FrameRange FirstPiece(FrameRange request) => NextPiece(new FrameRange(request.Start, request.Start), request);

    /// <summary>The next piece of such a request, up to a boundary between units of the source; empty behind the last one.</summary>
    private FrameRange NextPiece(FrameRange piece, FrameRange request)
    {
        long stop = piece.Stop + Math.Min(SideFrames, request.Stop - piece.Stop);
        long beyondUnit = stop % FramesPerUnit;
        bool isCut = stop < request.Stop && stop - beyondUnit > piece.Stop;
        return new FrameRange(piece.Stop, isCut ? stop - beyondUnit : stop);
    }
}
