namespace AudioIO.Samples.Spectrogram;

/// <summary>Which of many texts on a line are shown, so that none overlaps another.</summary>
internal static class TextRoom
{
    /// <summary>
    /// As many texts as possible: the one that ends first, then the one that ends first of those that begin behind it, and so on (Kleinberg
    /// and Tardos, Algorithm Design, 2005, §4.1).
    /// </summary>
    /// <param name="spans">Where each text would lie; one that ends nowhere has no room.</param>
    /// <param name="distance">Least distance of two.</param>
    /// <returns>For each text, whether it is shown.</returns>
    public static bool[] Place(ReadOnlySpan<(float Left, float Right)> spans, float distance)
    {
        bool[] isPlaced = new bool[spans.Length];
        float[] ends = new float[spans.Length];
        int[] order = new int[spans.Length];
        for (int i = 0; i < spans.Length; i++) (ends[i], order[i]) = (spans[i].Right, i);
        Array.Sort(ends, order);
        float next = float.NegativeInfinity;
        foreach (int i in order)
        {
            if (!float.IsFinite(spans[i].Right) || spans[i].Left < next) continue;
            isPlaced[i] = true;
            next = spans[i].Right + distance;
        }
        return isPlaced;
    }
}
