namespace AudioIO.Tests.Joining;

public class FileSequenceTests
{
    private static readonly DateTime Evening = new(2024, 5, 1, 20, 0, 0);

    [Fact]
    public void Names_are_ordered_as_people_number_them()
    {
        string[] ordered =
        [
            "", "/a/2/1.wav", "/a/10/0.wav", "/b", "A1", "a", "a0", "a00", "a1", "a01b", "a1b", "a02", "a2", "a10", "a99999999999999999999",
            "a100000000000000000000", "a_1", "b", "ä",
        ];
        var random = new Random(3);
        for (int i = 0; i < 20; i++)
        {
            string[] shuffled = [.. ordered];
            random.Shuffle(shuffled);
            Assert.Equal(ordered, shuffled.Order(NaturalOrder.Instance));
        }
    }

    [Fact]
    public void The_order_of_names_is_an_order()
    {
        const string Letters = "01a/";
        string[] names = [.. Enumerable.Range(0, 341).Select(code => Word(code))];
        foreach (string a in names)
        {
            foreach (string b in names)
            {
                int order = NaturalOrder.Instance.Compare(a, b);
                Assert.Equal(a == b, order == 0);
                Assert.Equal(-Math.Sign(order), Math.Sign(NaturalOrder.Instance.Compare(b, a)));
            }
        }
        string[] sorted = [.. names.Order(NaturalOrder.Instance)];
        for (int i = 0; i < sorted.Length; i++)
        {
            for (int j = i + 1; j < sorted.Length; j++) Assert.True(NaturalOrder.Instance.Compare(sorted[i], sorted[j]) < 0);
        }

        static string Word(int code) // all words of up to 4 letters
        {
            string word = "";
            for (; code > 0; code = (code - 1) / 4) word += Letters[(code - 1) % 4];
            return word;
        }
    }

    [Fact]
    public void Sorting_by_start_time_leaves_files_without_one_behind_those_they_followed()
    {
        (string Name, int? Second)[] files = [("x", null), ("c", 30), ("c2", null), ("a", 10), ("b", 20), ("b2", 20), ("a2", 10)];
        IEnumerable<string> sorted = FileSequence.Sort(files, FileOrder.StartTime, file => file.Name, file => StartOf(file.Second), null)
            .Select(file => file.Name);
        Assert.Equal(["x", "a", "a2", "b", "b2", "c", "c2"], sorted);
    }

    [Fact]
    public void The_given_order_is_kept_unless_another_is_asked_for()
    {
        (string Name, int? Second)[] files = [("b", 1), ("a", 2), ("a", 0)];
        Assert.Equal(files, FileSequence.Sort(files, FileOrder.AsGiven, file => file.Name, file => StartOf(file.Second), null));
        Assert.Equal([2, 0, 1],
            FileSequence.Sort(files, FileOrder.Name, file => file.Name, file => StartOf(file.Second), null).Select(file => file.Second));
    }

    private static StartTime? StartOf(int? second) =>
        second is { } number ? Expected.Start(Evening.AddSeconds(number), null, StartTimeOrigin.FileName) : null;
}
