namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>Usual size of a side buffer in values: enough for a source to work at full speed, small beside a window.</summary>
    private const int SideValues = 1 << 16;

    /// <summary>Files are read by pages of this size at least.</summary>
    private const int PageBytes = 4096;

    private FrameBuffer<T> _recentSide;
    private FrameBuffer<T> _olderSide;
    private FrameBuffer<T> _kept;
    private int _keptInVain;

    /// <summary>What the source decodes at once, checked, for it is a subclass that says so.</summary>
    internal int UnitFrames
    {
        get
        {
            int frames = FramesPerUnit;
            return frames >= 1 ? frames : throw AudioIO.Signal.UnitFault(this, frames);
        }
    }

    /// <summary>Largest number of frames in a side buffer: room for two units of the source, where an array has it.</summary>
    private int SideFrames
    {
        get
        {
            long frames = Math.Max(SideValues / ValuesPerFrame, 2L * UnitFrames);
            return (int)Math.Min(frames, Array.MaxLength / ValuesPerFrame);
        }
    }

    private unsafe AccessLimits Limits
    {
        get
        {
            int unit = UnitFrames;
            // A source of units may share long reads among threads: each gets as much as it needs to work at full speed.
            long onward = Math.Max(unit, (long)SideValues / ValuesPerFrame * (unit == 1 ? 1 : Environment.ProcessorCount));
            return new AccessLimits
            {
                TotalFrames = Frames,
                BufferFrames = EffectiveBufferFrames,
                BackFrames = BackFrames,
                SideFrames = SideFrames,
                UnitFrames = unit,
                MostFrames = MaxWindowFrames,
                PageFrames = (int)(PageBytes / ((long)ValuesPerFrame * sizeof(T))),
                OnwardFrames = (int)Math.Min(onward, int.MaxValue),
            };
        }
    }

    /// <summary>Reads frames into a destination of their size; nothing when there are none.</summary>
    private void ReadFrames(FrameRange request, Span<T> destination)
    {
        if (request.IsEmpty) return;
        if (TryWindow(request, out ReadOnlySpan<T> held))
        {
            held.CopyTo(destination);
            return;
        }
        BeginUse();
        try
        {
            if (TryFetch(request, out ReadOnlySpan<T> frames)) frames.CopyTo(destination);
            else LoadBeside(request.Start, destination);
        }
        finally
        {
            EndUse();
        }
    }

    /// <summary>Gives frames to a target, in as few pieces as memory allows; nothing when there are none.</summary>
    private void ReadInto<TTarget>(FrameRange request, scoped TTarget target)
        where TTarget : struct, IFrameTarget<T>, allows ref struct
    {
        if (request.IsEmpty) return;
        if (TryWindow(request, out ReadOnlySpan<T> held))
        {
            target.Take(request, held);
            return;
        }
        BeginUse();
        try
        {
            if (TryFetch(request, out ReadOnlySpan<T> frames))
            {
                target.Take(request, frames);
                return;
            }
            for (FrameRange piece = FirstPiece(request); !piece.IsEmpty; piece = NextPiece(piece, request))
            {
                _recentSide.Hold(piece, SideFrames);
                target.Take(piece, _recentSide.Values);
            }
        }
        finally
        {
            EndUse();
        }
    }

    /// <summary>True, and the frames, when the window holds them.</summary>
    private bool TryWindow(FrameRange request, out ReadOnlySpan<T> frames)
    {
        bool isHeld = _window.Held.Contains(request);
        if (isHeld)
        {
            ThrowIfInUse();
            _window.Note(request, 0);
        }
        frames = isHeld ? _window.Slice(request) : default;
        return isHeld;
    }

    /// <summary>
    /// Gives access to frames where <see cref="AccessPolicy"/> has them: in the window or in another buffer. False when they are too
    /// many for that.
    /// </summary>
    /// <param name="request">Frames within the array, not empty.</param>
    /// <param name="frames">The values of all of them, valid until the next access.</param>
    private bool TryFetch(FrameRange request, out ReadOnlySpan<T> frames)
    {
        // As a plan would have it, without the price of making one.
        if (_recentSide.TryAnswer(request, out frames)) return true;
        var state = new AccessState(_window.State, _recentSide.State, _olderSide.State, _kept.State, _keptInVain);
        AccessPlan plan = AccessPolicy.Plan(request, state, Limits);
        switch (plan.Path)
        {
            case AccessPath.Window or AccessPath.MoveWindow:
                if (plan.Path == AccessPath.MoveWindow)
                {
                    ForgetRun(plan.Side);
                    PlaceWindow(plan.Frames, request);
                }
                _window.Note(request, 0);
                frames = _window.Slice(request);
                return true;
            case AccessPath.Side or AccessPath.LoadSide:
                if (plan.Side == 1) (_recentSide, _olderSide) = (_olderSide, _recentSide);
                if (plan.Path == AccessPath.LoadSide) Hold(ref _recentSide, plan.Frames, request, SideFrames);
                _recentSide.Note(request, plan.Run);
                frames = _recentSide.Slice(request);
                return true;
            case AccessPath.Kept or AccessPath.LoadKept:
                _keptInVain = plan.IsRepeated ? 0 : _keptInVain + 1;
                if (plan.Path == AccessPath.LoadKept) Hold(ref _kept, plan.Frames, request, EffectiveBufferFrames);
                _kept.Note(request, plan.Run);
                frames = _kept.Slice(request);
                return true;
            default:
                _kept.Note(request, plan.Run);
                return false;
        }
    }

    /// <summary>A run is in one place: where the window has taken it over, it begins anew when the window is taken by another.</summary>
    private void ForgetRun(int side)
    {
        if (side == 0) _recentSide.ForgetRequests();
        if (side == 1) _olderSide.ForgetRequests();
        if (side == AccessPlan.KeptSide) _kept.ForgetRequests();
    }

    /// <summary>Loads frames for another buffer than the window, or for a result: what the window holds of them is copied.</summary>
    private void LoadBeside(long offset, Span<T> destination)
    {
        var wanted = new FrameRange(offset, offset + destination.Length / ValuesPerFrame);
        RecyclePlan plan = WindowRecycling.Borrow(_window.Held, wanted, Limits);
        LoadPart(plan.Before, wanted, destination);
        if (!plan.Kept.IsEmpty) _window.Slice(plan.Kept).CopyTo(destination[((int)plan.Before.Count * ValuesPerFrame)..]);
        LoadPart(plan.After, wanted, destination);
    }

    private void LoadPart(FrameRange part, FrameRange wanted, Span<T> destination)
    {
        if (part.IsEmpty) return;
        Load(part.Start, destination.Slice((int)(part.Start - wanted.Start) * ValuesPerFrame, (int)part.Count * ValuesPerFrame));
    }

    /// <summary>The beginning of a request that is too large for a side buffer.</summary>
    private FrameRange FirstPiece(FrameRange request) => NextPiece(new FrameRange(request.Start, request.Start), request);

    /// <summary>The next piece of such a request, up to a boundary between units of the source; empty behind the last one.</summary>
    private FrameRange NextPiece(FrameRange piece, FrameRange request)
    {
        long stop = piece.Stop + Math.Min(SideFrames, request.Stop - piece.Stop);
        long beyondUnit = stop % UnitFrames;
        bool isCut = stop < request.Stop && stop - beyondUnit > piece.Stop;
        return new FrameRange(piece.Stop, isCut ? stop - beyondUnit : stop);
    }
}
