namespace AudioIO.Overviews;

/// <summary>Takes up what a file has of a part, if it fits the recording as it is now.</summary>
/// <param name="store">The file.</param>
/// <param name="stretches">The stretches of the part.</param>
/// <param name="pyramids">Their levels.</param>
/// <param name="isStillThere">Whether the entries of a stretch at some places are still those of the recording, which has grown.</param>
internal sealed class PartRecovery(
    PartStore store, FrameRange[] stretches, List<Pyramid> pyramids, Func<FrameRange, PyramidReader, bool> isStillThere)
{
    public void Run()
    {
        if (stretches.Length == 0 || store.Open() is not { } header) return;
        long frames = stretches[^1].Stop - stretches[0].Start;
        if (header.FilledFrames < 0 || header.FilledFrames > frames ||
            header.Stretches != SidecarHeader.HashOf(stretches, header.FilledFrames))
        {
            store.Reject("the recording has other frames");
            return;
        }
        for (int i = 0; i < stretches.Length; i++)
        {
            long filled = header.FilledFrames - (stretches[i].Start - stretches[0].Start);
            if (filled <= 0) break;
            // A stretch that another one follows was finished before that was begun.
            bool isFinished = filled > stretches[i].Count || header.IsFinished || (filled == stretches[i].Count && i < stretches.Length - 1);
            filled = Math.Min(filled, stretches[i].Count);
            if (!isFinished || !pyramids[i].TryTakeUp(filled)) pyramids[i].Restore(filled);
            if (store.IsSame || isStillThere(stretches[i], new PyramidReader(pyramids[i]))) continue;
            foreach (Pyramid pyramid in pyramids) pyramid.Restore(0);
            store.Reject("the recording has changed since, or it is that of another one");
            return;
        }
    }
}
