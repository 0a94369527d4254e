using System.CommandLine;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>What can be typed, and what it means.</summary>
/// <param name="output">Where results go.</param>
/// <param name="environment">The variables of the environment.</param>
internal sealed class CommandLine(TextWriter output, Func<string, string?> environment)
{
    private readonly Argument<string> _plan = new("plan") { Description = "The plan: a JSON file" };

    private readonly Option<string?> _results = new Option<string?>("--results")
    {
        Description = "Where the results of pieces lie, for all tasks the same [default: results beside the plan]",
        HelpName = "folder",
    }.NotEmpty();

    /// <summary>Builds the command.</summary>
    public RootCommand ToCommand() => new("Computes levels per minute and events of a corpus in pieces, on one machine or many.")
    {
        Plan(), Run(), Status(), Gather(), Slurm(), Print(),
    };

    private Command Plan()
    {
        var options = new PlanCommandLine();
        Command command = options.ToCommand();
        command.SetAction(parsed => MakePlan.Run(options.RequestOf(parsed), output));
        return command;
    }

    private Command Run()
    {
        var piece = new Argument<int?>("piece") { Description = "Number of the piece, from 0 [default: that of the task in the array of jobs]", Arity = ArgumentArity.ZeroOrOne };
        var every = new Option<int?>("--every") { Description = "Also compute every further piece in this distance: where there are more pieces than tasks", HelpName = "tasks" };
        var all = new Option<bool>("--all") { Description = "Compute all pieces, one after the other" };
        var command = new Command("run", "Computes a piece, unless it is done.") { _plan, piece, every, all, _results };
        command.SetAction(parsed =>
        {
            bool isAll = parsed.GetValue(all);
            int first = isAll ? 0 : parsed.GetValue(piece) ?? ArrayIndex.Of(environment);
            return Pieces(parsed).Run(first, isAll ? 1 : parsed.GetValue(every));
        });
        return command;
    }

    private Command Status()
    {
        var missing = new Option<bool>("--missing") { Description = "Print the numbers of the missing pieces alone, as sbatch --array takes them" };
        var command = new Command("status", "Says what is done; exit code 1 while something is missing.") { _plan, missing, _results };
        command.SetAction(parsed => Pieces(parsed).Status(parsed.GetValue(missing)));
        return command;
    }

    private Command Gather()
    {
        var folder = new Option<string>("--output")
        {
            Description = $"Where {Table.Levels} and {Table.Events} are written",
            HelpName = "folder",
            DefaultValueFactory = _ => ".",
        }.NotEmpty();
        var command = new Command("gather", "Puts the results of all pieces together, and refuses while one is missing, damaged or there twice.") { _plan, folder, _results };
        command.SetAction(parsed => Pieces(parsed).Gather(parsed.GetRequiredValue(folder)));
        return command;
    }

    private Command Slurm()
    {
        var program = new Option<string?>("--program") { Description = "The command that runs this program on the nodes, as 'apptainer exec batch.sif batch' [default: this one]", HelpName = "command" }.NotEmpty();
        var tasks = new Option<int>("--tasks") { Description = "Largest number of tasks (MaxArraySize of the cluster): with more pieces each task computes several", HelpName = "number", DefaultValueFactory = _ => 1000 }.Between(1, 4_000_000);
        var time = new Option<string>("--time") { Description = "Longest time of a task, as sbatch takes it", HelpName = "time", DefaultValueFactory = _ => "01:00:00" };
        var command = new Command("slurm", "Prints a job script for sbatch.") { _plan, _results, program, tasks, time };
        command.SetAction(parsed =>
        {
            string path = Path.GetFullPath(parsed.GetRequiredValue(_plan));
            var script = new SlurmScript(path, Results(parsed), WorkPlan.Read(path).Pieces.Count)
            {
                Program = parsed.GetValue(program),
                MaxTasks = parsed.GetRequiredValue(tasks),
                Time = parsed.GetRequiredValue(time),
            };
            // Slurm does not make it, and a task without its log fails without a word.
            Directory.CreateDirectory(script.Logs);
            output.Write(script.ToString());
            return 0;
        });
        return command;
    }

    private Command Print()
    {
        var table = new Argument<string>("table") { Description = "A Parquet file that this program wrote" };
        var command = new Command("print", "Prints a table as comma-separated values, with all digits.") { table };
        command.SetAction(parsed =>
        {
            CommaSeparated.Write(parsed.GetRequiredValue(table), output);
            return 0;
        });
        return command;
    }

    private PieceCommands Pieces(ParseResult parsed) => new(Path.GetFullPath(parsed.GetRequiredValue(_plan)), Results(parsed), output);

    private string Results(ParseResult parsed) =>
        Path.GetFullPath(parsed.GetValue(_results) ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(parsed.GetRequiredValue(_plan)))!, "results"));
}
